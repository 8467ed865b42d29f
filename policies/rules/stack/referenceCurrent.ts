import { stackOf } from "../../framework/exemption";
import { wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";

const REFERENCE_TYPE = "pulumi:pulumi:StackReference";
const STACK_TYPE = "pulumi:pulumi:Stack";

/**
 * A stack keeps what it read from another when it was last updated. When that one has been updated alone since, the two
 * disagree until the reader is updated as well: a key that is gone, a table that was replaced.
 */
export const stackReferenceCurrent = defineRule({
    id: "stack-reference-current",
    displayName: "Stack references hold what the other stack publishes now",
    description:
        "What a stack has read from another is what that one publishes: nothing is missing, nothing has changed.",
    severity: "medium",
    level: "advisory",
    tags: ["stack", "operations"],
    frameworks: [wellArchitected("OPS05-BP03")],
    remediationSteps: "Update the reading layer, or deploy again the layer that it reads.",
    url: "https://docs.aws.amazon.com/wellarchitected/latest/operational-excellence-pillar/ops_dev_integ_conf_mgmt_sys.html",
    examples: ["pulumi.StackReference"],
    types: [REFERENCE_TYPE, STACK_TYPE],
    environment(environment, judgeOf) {
        const published = new Map(
            environment.ofType(STACK_TYPE).map(({ urn, outputs }) => [stackOf(urn), outputs] as const),
        );
        for (const reference of environment.ofType(REFERENCE_TYPE)) {
            const judge = judgeOf(reference);
            judge.decide("stack", () => {
                const name = String(reference.props.name).split("/").slice(-2).join("/");
                const now = published.get(name);
                if (now === undefined)
                    return `'${name}', which is read here, is not deployed, or its state was not given.`;
                for (const [output, read] of Object.entries((reference.outputs.outputs ?? {}) as object)) {
                    judge.decide(`output::${output}`, () => {
                        if (!(output in now)) return `'${name}' does not publish '${output}' any more.`;
                        return canonical(now[output]) === canonical(read)
                            ? undefined
                            : `'${name}' has changed '${output}' since it was read here.`;
                    });
                }
                return undefined;
            });
        }
    },
});

/** The value as text, whatever the order of its keys. Reading it whole makes an unknown part known to be unknown. */
function canonical(value: unknown): string {
    return JSON.stringify(value, (_key, inner: unknown) =>
        typeof inner === "object" && inner !== null && !Array.isArray(inner)
            ? Object.fromEntries(Object.entries(inner).sort(([left], [right]) => (left < right ? -1 : 1)))
            : inner,
    );
}
