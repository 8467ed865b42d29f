import type * as aws from "@pulumi/aws";
import { LISTENER_RULE_TYPES, LISTENER_TYPES } from "../../aws/lb/types";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** A redirect without a protocol keeps the one it came by. Rules of a redirecting listener come before its redirect. */
export const lbListenerEncrypted = defineRule({
    id: "lb-listener-encrypted",
    displayName: "Listeners of application load balancers use HTTPS",
    description: "Listeners of application load balancers take HTTPS, or redirect to it.",
    severity: "medium",
    level: "advisory",
    tags: ["lb", "encryption"],
    frameworks: [fsbp("ELB.1"), fsbp("ELB.18"), wellArchitected("SEC09-BP02")],
    remediationSteps:
        'Set defaultActions: [{ type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } }] of HTTP listeners, and give them no rules that do something else.',
    url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/create-listener.html",
    examples: ["aws.lb.Listener http"],
    types: [...LISTENER_TYPES, ...LISTENER_RULE_TYPES],
    resource({ type, name, props }: ResourceView<aws.lb.ListenerArgs>, judge) {
        if (!isListener(type)) return;
        judge.decide("defaultActions", () => {
            if (!isPlain(props) || (props.defaultActions ?? []).every(redirects)) return undefined;
            return `Listener '${name}' answers requests without TLS.`;
        });
    },
    stack(stack, judgeOf) {
        for (const rule of stack.ofType(...LISTENER_RULE_TYPES)) {
            const judge = judgeOf(rule);
            judge.decide("actions", () => {
                const { actions } = (rule as ResourceView<aws.lb.ListenerRuleArgs>).props;
                if ((actions ?? []).every(redirects)) return undefined;
                for (const listener of stack.ofType(...LISTENER_TYPES)) {
                    const isOf = judge.read("actions", stack.refersTo(rule, "listenerArn", listener, ["arn", "id"]));
                    if (isOf === true && isPlain(listener.props))
                        return `Rule '${rule.name}' answers requests without TLS.`;
                }
                return undefined;
            });
        }
    },
});

function isListener(type: string): boolean {
    return LISTENER_TYPES.some((listener) => listener === type);
}

/** The protocols of application load balancers are HTTP and HTTPS; left out, the port tells. Others are of network ones. */
function isPlain({ protocol, port }: ResourceView<aws.lb.ListenerArgs>["props"]): boolean {
    return protocol === undefined ? port !== undefined && [80, 8000, 8008, 8080].includes(port) : protocol === "HTTP";
}

function redirects({
    type,
    redirect,
}: {
    readonly type: string;
    readonly redirect?: { readonly protocol?: string };
}): boolean {
    return type === "redirect" && redirect?.protocol === "HTTPS";
}
