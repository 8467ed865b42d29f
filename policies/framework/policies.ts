import type {
    Policies,
    PolicyResource,
    ReportViolation,
    ResourceValidationArgs,
    ResourceValidationPolicy,
    StackValidationArgs,
    StackValidationPolicy,
} from "@pulumi/policy";
import { readAssets } from "./assets";
import { Exemptions, type Exemption } from "./exemption";
import { Judge, Judges } from "./judge";
import { Ledger, type Phase } from "./ledger";
import { configSchemaOf, parametersOf } from "./parameters";
import { tell, toldOf } from "./report";
import { ANY_AWS_TYPE, looksAt, type ResourceView, type Rule } from "./rule";
import { exemptionsPolicy, summaryPolicy } from "./summary";

/** The SDK's form of a rule. One with a stack view is a resource policy too: that is how it gets to see the inputs. */
type RulePolicy = ResourceValidationPolicy &
    Partial<StackValidationPolicy> & {
        /** The rule's, by which a run without the engine passes over other resources. */
        readonly types: Rule["types"];
    };

/** A pack's policies for the run over one stack, and what they say. */
export interface Pack {
    readonly policies: Policies;
    readonly ledger: Ledger;
}

/** How a pack is made. */
export interface PackOptions {
    /** Day by which exemptions expire, `YYYY-MM-DD`. @default - the current day in UTC */
    readonly today?: string;
    /** Whether rules over the whole environment are judged as well, so that exemptions from them have to match. @default false */
    readonly withEnvironment?: boolean;
}

/**
 * Turns rules into the SDK's policies, in their order, followed by the two that report on the run: what the exemptions are
 * worth, and the summary.
 */
export function createPack(
    rules: readonly Rule[],
    exemptions: readonly Exemption[],
    { today = new Date().toISOString().slice(0, 10), withEnvironment = false }: PackOptions = {},
): Pack {
    const ofStack = rules.filter((rule) => rule.resource !== undefined || rule.stack !== undefined);
    const waiting = withEnvironment ? [] : rules.filter((rule) => !ofStack.includes(rule));
    const ids = (list: readonly Rule[]) => new Set(list.map(({ id }) => id));
    const ledger = new Ledger(new Exemptions(exemptions, ids(rules), today, ids(waiting)));
    const policies = [
        ...ofStack.map((rule) => policyOf(rule, ledger)),
        exemptionsPolicy(ledger),
        summaryPolicy(ledger),
    ];
    return { policies, ledger };
}

/** The SDK's policy for one rule. */
function policyOf(rule: Rule, ledger: Ledger): RulePolicy {
    const policy: RulePolicy = {
        name: rule.id,
        types: rule.types,
        displayName: rule.displayName,
        description: rule.description,
        severity: rule.severity,
        tags: [...rule.tags],
        framework: rule.frameworks[0],
        remediationSteps: rule.remediationSteps,
        url: rule.url,
        enforcementLevel: rule.level ?? "mandatory",
        configSchema: configSchemaOf(rule.parameters ?? {}),
        validateResource: forTypes(rule, (args: ResourceValidationArgs, report: ReportViolation) => {
            requireApplicable(rule, args, [args]);
            if (rule.stack !== undefined) ledger.inputs.set(args.urn, args.props);
            const parameters = parametersOf(rule.id, rule.parameters ?? {}, args.getConfig());
            if (rule.resource === undefined) return;
            const judgeNow = () => {
                const judge = new Judge();
                judge.attempt(() => rule.resource?.(viewOf(args), judge, parameters));
                publish(rule, "resource", args.urn, judge, ledger, report);
            };
            const waiting = rule.types.includes(ANY_AWS_TYPE) ? readAssets(args.props) : undefined;
            return waiting === undefined ? judgeNow() : waiting.then(judgeNow);
        }),
    };
    if (rule.stack !== undefined) {
        policy.validateStack = forTypes(rule, (args: StackValidationArgs, report: ReportViolation) => {
            requireApplicable(rule, args, args.resources);
            const judges = new Judges();
            const parameters = parametersOf(rule.id, rule.parameters ?? {}, args.getConfig());
            judges.attempt(rule.types, args.resources, () =>
                rule.stack?.(ledger.viewOf(args.resources), judges.of, parameters),
            );
            for (const [urn, judge] of judges.byUrn) publish(rule, "stack", urn, judge, ledger, report);
        });
    }
    if (rule.remediate !== undefined) {
        policy.remediateResource = forTypes(rule, (args: ResourceValidationArgs) => {
            requireApplicable(rule, args, [args]);
            rule.remediate?.(viewOf(args), parametersOf(rule.id, rule.parameters ?? {}, args.getConfig()));
            return args.props;
        });
    }
    return policy;
}

/** Lets the SDK pass over resources of other types without reading them, which it can for a rule with one type. */
function forTypes<F extends object>(rule: Rule, validation: F): F {
    return rule.types.length === 1 && rule.types[0] !== ANY_AWS_TYPE
        ? Object.assign(validation, { __pulumiType: rule.types[0] })
        : validation;
}

function requireApplicable(
    rule: Rule,
    args: Pick<ResourceValidationArgs, "notApplicable">,
    resources: readonly Pick<PolicyResource, "type">[],
): void {
    if (resources.some(({ type }) => looksAt(rule, type))) return;
    args.notApplicable(`Rule only applies to resources of type ${rule.types.join(", ")}`);
}

function viewOf({ type, name, urn, props }: ResourceValidationArgs): ResourceView<any> {
    return { type, name, urn, props };
}

function publish(rule: Rule, phase: Phase, urn: string, judge: Judge, ledger: Ledger, report: ReportViolation): void {
    for (const told of toldOf(ledger.write(rule.id, phase, urn, judge.findings), rule)) tell(report, told);
}
