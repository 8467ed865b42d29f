import type {
    EnforcementLevel,
    PolicyResource,
    ReportViolation,
    ResourceValidation,
    ResourceValidationArgs,
    ResourceValidationPolicy,
    StackValidationPolicy,
} from "@pulumi/policy";
import type { Entry } from "./ledger";
import type { Pack } from "./policies";
import { unknownCheckingProxy } from "./proxy";
import type { Told } from "./report";
import { looksAt, type Rule } from "./rule";

/** A resource to be judged without an engine. */
export interface StateResource {
    readonly type: string;
    readonly name: string;
    readonly urn: string;
    readonly inputs: Readonly<Record<string, unknown>>;
    /** Inputs and what the provider added. */
    readonly outputs: Readonly<Record<string, unknown>>;
    /** URNs of the resources that a property's value is made of. */
    readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
    /**
     * The program only reads it (`aws.s3.Bucket.get`): it is not its own to be judged, and has outputs only. An engine hands no such
     * resource to policies. @default false
     */
    readonly external?: boolean;
}

/**
 * Configuration by the rules' ids: a level, or a rule's parameters, with `enforcementLevel` among them where it is set. `all`
 * is the level of the rules that are not named with one.
 */
export type PackConfig = Readonly<Record<string, EnforcementLevel | Readonly<Record<string, unknown>>>>;

/** A diagnostic as it goes to the engine. */
export interface Diagnostic {
    readonly policy: string;
    readonly level: EnforcementLevel;
    readonly message: string;
    /** @default - it is about the stack */
    readonly urn?: string;
    /** The verdicts that it tells; none if it is about the run itself. */
    readonly entries: readonly Entry[];
}

/** What a policy says, as it goes to the engine. */
export function diagnosticOf(
    policy: string,
    level: EnforcementLevel,
    { message, urn, enforcementLevel = level, entries = [] }: Told,
): Diagnostic {
    return { policy, level: enforcementLevel, message, ...(urn === undefined ? {} : { urn }), entries };
}

/**
 * Runs a pack over the resources of one stack as the engine does: each resource by its inputs behind the SDK's own
 * unknown-checking proxy, then the stack by its outputs. What is only read is left out of both.
 */
export function evaluate({ policies }: Pack, all: readonly StateResource[], config: PackConfig = {}): Diagnostic[] {
    const resources = all.filter(({ external }) => external !== true);
    const diagnostics: Diagnostic[] = [];
    const reporterOf = (policy: Policy): ReportViolation => {
        const report = (told: Told) => {
            diagnostics.push(diagnosticOf(policy.name, levelOf(policy, config), told));
        };
        // Policies of a pack of ours report by `tell`.
        return report as unknown as ReportViolation;
    };
    const active = (policies as Policy[]).filter((policy) => levelOf(policy, config) !== "disabled");
    const seen = policyResources(resources);
    const contexts = new Map(active.map((policy) => [policy, contextOf(policy, config)]));
    const byType = new Map<string, readonly Policy[]>();
    for (const [index, { type, inputs }] of resources.entries()) {
        const judging =
            byType.get(type) ?? active.filter(({ types }) => types !== undefined && looksAt({ types }, type));
        byType.set(type, judging);
        const props = unknownCheckingProxy(inputs);
        for (const policy of judging) {
            const validate = policy.validateResource as ResourceValidation | undefined;
            const args = { ...seen[index], props, ...contexts.get(policy) };
            attempt(() => validate?.(args as ResourceValidationArgs, reporterOf(policy)));
        }
    }
    for (const policy of active)
        attempt(() => policy.validateStack?.({ resources: seen, ...contexts.get(policy)! }, reporterOf(policy)));
    return diagnostics;
}

/** Those with a view of resources say of which types. */
type Policy = ResourceValidationPolicy & Partial<StackValidationPolicy> & { readonly types?: Rule["types"] };

class NotApplicable extends Error {}

/** The level that a policy has by the configuration, or by itself. */
export function levelOf(
    { name, enforcementLevel = "advisory" }: Pick<Policy, "name" | "enforcementLevel">,
    config: PackConfig,
): EnforcementLevel {
    const configured = config[name];
    const level = typeof configured === "object" ? configured.enforcementLevel : configured;
    return ((level ?? config.all) as EnforcementLevel | undefined) ?? enforcementLevel;
}

/** The parameters that a policy is configured with. */
export function configuredParameters(name: string, config: PackConfig): Record<string, unknown> {
    const configured = config[name];
    const entries = Object.entries(typeof configured === "object" ? configured : {});
    return Object.fromEntries(entries.filter(([key]) => key !== "enforcementLevel"));
}

function contextOf({ name }: Policy, config: PackConfig) {
    return {
        stackTags: new Map<string, string>(),
        getConfig: <T extends object>() => configuredParameters(name, config) as T,
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

/** Resources as the SDK hands them to stack policies. */
export function policyResources(resources: readonly StateResource[]): PolicyResource[] {
    const made = new Map(
        resources.map(({ type, name, urn, outputs }): [string, PolicyResource] => [
            urn,
            {
                type,
                name,
                urn,
                props: unknownCheckingProxy(outputs) as Record<string, unknown>,
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
            },
        ]),
    );
    for (const { urn, propertyDependencies } of resources) {
        const resource = made.get(urn);
        if (resource === undefined) continue;
        for (const [property, urns] of Object.entries(propertyDependencies))
            resource.propertyDependencies[property] = urns.flatMap((of) => made.get(of) ?? []);
    }
    return [...made.values()];
}
