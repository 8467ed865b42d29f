import { unknownCheckingProxy } from "./proxy";
import {
    configuredParameters,
    diagnosticOf,
    levelOf,
    policyResources,
    type Diagnostic,
    type PackConfig,
    type StateResource,
} from "./evaluate";
import { Judges } from "./judge";
import type { Ledger } from "./ledger";
import { parametersOf } from "./parameters";
import { toldOf } from "./report";
import type { Rule } from "./rule";
import { StackView } from "./stack";

/** All layers' resources as one stack. What a program only reads comes last, without inputs. */
export function environmentOf(resources: readonly StateResource[]) {
    const own = resources.filter(({ external }) => external !== true);
    const read = resources.filter(({ external }) => external === true);
    const inputs = new Map(
        own.map(({ urn, inputs: props }) => [urn, unknownCheckingProxy(props) as Record<string, unknown>]),
    );
    return { own, inputs, view: new StackView(policyResources([...own, ...read]), inputs) };
}

/**
 * Runs the rules that look at all layers of an environment. What a program only reads, rules see by its outputs and behind what is
 * the programs' own, as the key of another account's; nothing is said of it.
 *
 * @param ledgerOf the ledger of the stack that a resource belongs to
 */
export function judgeEnvironment(
    rules: readonly Rule[],
    ledgerOf: (urn: string) => Ledger,
    resources: readonly StateResource[],
    config: PackConfig = {},
): Diagnostic[] {
    const diagnostics: Diagnostic[] = [];
    const { own, inputs, view } = environmentOf(resources);
    for (const rule of rules) {
        const level = levelOf({ name: rule.id, enforcementLevel: rule.level ?? "mandatory" }, config);
        if (rule.environment === undefined || level === "disabled") continue;
        const judges = new Judges();
        const parameters = parametersOf(rule.id, rule.parameters ?? {}, configuredParameters(rule.id, config));
        judges.attempt(rule.types, own, () => rule.environment?.(view, judges.of, parameters));
        for (const [urn, judge] of judges.byUrn) {
            if (!inputs.has(urn)) continue;
            const entries = ledgerOf(urn).write(rule.id, "environment", urn, judge.findings);
            diagnostics.push(...toldOf(entries, rule).map((told) => diagnosticOf(rule.id, level, told)));
        }
    }
    return diagnostics;
}
