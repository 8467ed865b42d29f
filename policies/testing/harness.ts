import type {
    EnforcementLevel,
    PolicyResource,
    ReportViolation,
    ResourceValidation,
    ResourceValidationArgs,
    ResourceValidationPolicy,
    StackValidationPolicy,
} from "@pulumi/policy";
import { unknownCheckingProxy } from "@pulumi/policy";
import type { Exemption } from "../framework/exemption";
import type { Entry } from "../framework/ledger";
import { createPack } from "../framework/policies";
import type { Rule } from "../framework/rule";

/** Stands for a value that is not known yet, as the engine sends it to policies during a preview. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9" as never;

/** A resource to be judged. */
export interface Subject {
    readonly type: string;
    /** @default "subject" */
    readonly name?: string;
    readonly props: Readonly<Record<string, unknown>>;
    /** What the provider adds to the inputs. @default - nothing */
    readonly outputs?: Readonly<Record<string, unknown>>;
    /** Names of the resources that a property's value is made of. */
    readonly references?: Readonly<Record<string, readonly string[]>>;
}

/** Makes resources of one type; the properties of each are added to those that all have. */
export function subjectsOf(type: string, common: Subject["props"] = {}) {
    return (props: Subject["props"], more: Pick<Subject, "name" | "outputs" | "references"> = {}): Subject => ({
        type,
        ...more,
        props: { ...common, ...props },
    });
}

/** How the rules are run. */
export interface Run {
    readonly rules: readonly Rule[];
    readonly subjects: readonly Subject[];
    /** Configuration by the rules' ids. */
    readonly config?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    readonly exemptions?: readonly Exemption[];
    /** @default "2026-01-01" */
    readonly today?: string;
}

/** A diagnostic as it goes to the engine. */
interface Diagnostic {
    readonly policy: string;
    readonly level: EnforcementLevel;
    readonly message: string;
    readonly urn: string | undefined;
}

/** What came of a run. */
export interface Outcome {
    /** All verdicts but passes. */
    readonly entries: readonly Entry[];
    readonly diagnostics: readonly Diagnostic[];
    /** Ids of the violations that no exemption covers. */
    readonly violations: readonly string[];
    readonly undecided: readonly string[];
    readonly exempted: readonly string[];
}

class NotApplicable extends Error {}

/** `urn:pulumi:dev::platform-test::<type>::<name>` */
function urnOf({ type, name = "subject" }: Pick<Subject, "type" | "name">): string {
    return `urn:pulumi:dev::platform-test::${type}::${name}`;
}

/**
 * Runs rules over a stack as the engine does: each resource by its inputs behind the SDK's own unknown-checking proxy, then
 * the stack by its outputs.
 */
export function run({ rules, subjects, config = {}, exemptions = [], today = "2026-01-01" }: Run): Outcome {
    const { policies, ledger } = createPack(rules, exemptions, today);
    const diagnostics: Diagnostic[] = [];
    const reporterOf = (policy: Policy): ReportViolation => {
        const report = (violation: string | { message: string; urn?: string; enforcementLevel?: EnforcementLevel }) => {
            const { message, urn, enforcementLevel } =
                typeof violation === "string"
                    ? { message: violation, urn: undefined, enforcementLevel: undefined }
                    : violation;
            const level = enforcementLevel ?? policy.enforcementLevel ?? "advisory";
            diagnostics.push({ policy: policy.name, level, message, urn });
        };
        return report;
    };
    const resources = resourcesOf(subjects);
    for (const [index, subject] of subjects.entries()) {
        for (const policy of policies as Policy[]) {
            const validate = policy.validateResource as (ResourceValidation & { __pulumiType?: string }) | undefined;
            if (validate === undefined || (validate.__pulumiType ?? subject.type) !== subject.type) continue;
            const args = { ...resources[index], props: unknownCheckingProxy(subject.props) };
            attempt(() =>
                validate({ ...args, ...contextOf(policy, config) } as ResourceValidationArgs, reporterOf(policy)),
            );
        }
    }
    for (const policy of policies as Policy[]) {
        attempt(() => policy.validateStack?.({ resources, ...contextOf(policy, config) }, reporterOf(policy)));
    }
    const entries = ledger.entries();
    const idsOf = (accept: (entry: Entry) => boolean) => entries.filter(accept).map(({ finding }) => finding.id);
    return {
        entries,
        diagnostics,
        violations: idsOf(({ finding, exemption }) => finding.verdict === "violation" && exemption === undefined),
        undecided: idsOf(({ finding }) => finding.verdict === "undecided"),
        exempted: idsOf(({ exemption }) => exemption !== undefined),
    };
}

type Policy = ResourceValidationPolicy & Partial<StackValidationPolicy>;

function contextOf(policy: Policy, config: NonNullable<Run["config"]>) {
    return {
        stackTags: new Map<string, string>(),
        getConfig: <T extends object>() => (config[policy.name] ?? {}) as T,
        notApplicable: (): never => {
            throw new NotApplicable();
        },
    };
}

function attempt(validate: () => unknown): void {
    try {
        validate();
    } catch (error) {
        if (!(error instanceof NotApplicable)) throw error;
    }
}

function resourcesOf(subjects: readonly Subject[]): PolicyResource[] {
    const resources = subjects.map(({ type, name = "subject", props, outputs }): PolicyResource => ({
        type,
        name,
        urn: urnOf({ type, name }),
        props: unknownCheckingProxy({ ...props, ...outputs }) as Record<string, unknown>,
        opts: {
            protect: false,
            ignoreChanges: [],
            aliases: [],
            customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
            additionalSecretOutputs: [],
        },
        dependencies: [],
        propertyDependencies: {},
        isType: (resourceClass) => (resourceClass as { __pulumiType?: string }).__pulumiType === type,
        asType: () => undefined,
    }));
    for (const [index, { references = {} }] of subjects.entries()) {
        for (const [property, names] of Object.entries(references)) {
            resources[index].propertyDependencies[property] = resources.filter(({ name }) => names.includes(name));
        }
    }
    return resources;
}
