import type { EnforcementLevel, PolicyComplianceFramework, Severity } from "@pulumi/policy";
import type { Judge } from "./judge";
import type { ResourceView } from "./resource";
import type { Parameters, ParameterSchemas } from "./parameters";
import type { StackView } from "./stack";

export type { ResourceView } from "./resource";

/** Said in place of a component's example. */
export const NO_COMPONENT = "No component of this project makes these; the plain example applies.";

/** In place of types, for a rule that judges by `resource` alone whatever AWS makes. */
export const ANY_AWS_TYPE = "aws:*";

/** Whether a rule looks at resources of a type. */
export function looksAt({ types }: Pick<Rule, "types">, type: string): boolean {
    return types.includes(type) || (type.startsWith("aws:") && types.includes(ANY_AWS_TYPE));
}

/**
 * How grave it is to violate a rule, and what a violation does. What is grave stops a run, unless the rule says why it does not.
 */
type Standing =
    | {
          readonly severity: Exclude<Severity, Grave>;
          /** @default "mandatory" */
          readonly level?: EnforcementLevel;
          readonly whyNotMandatory?: undefined;
      }
    | { readonly severity: Grave; readonly level?: "mandatory"; readonly whyNotMandatory?: undefined }
    | {
          readonly severity: Grave;
          readonly level: "advisory" | "disabled";
          /** In a sentence; the documentation shows it. */
          readonly whyNotMandatory: string;
      };

type Grave = "high" | "critical";

/** One rule of the pack. */
export type Rule<S extends ParameterSchemas = ParameterSchemas> = Standing & RuleBody<S>;

interface RuleBody<S extends ParameterSchemas> {
    /** `<service>-<subject>-<state>`. Never changes: configuration and exemptions refer to it. */
    readonly id: string;
    readonly displayName: string;
    /** The rule in one sentence, as a requirement. */
    readonly description: string;
    readonly tags: readonly [string, ...string[]];
    /** Where the rule comes from; the first one is shown by the SDK. */
    readonly frameworks: readonly [PolicyComplianceFramework, ...PolicyComplianceFramework[]];
    /** What to change, as code where code says it best. */
    readonly remediationSteps: string;
    /** AWS's own page on the matter. */
    readonly url: string;
    /**
     * Names of what shows how to meet the rule in `fixtures`: the class, with the resource's name where there are several
     * (`aws.iam.Role deploy`). Those of `@pulumi/aws` come first; without a component, {@link NO_COMPONENT} is said.
     */
    readonly examples: readonly [string, ...string[]];
    /**
     * Type tokens of the resources that the rule looks at: those that it judges, and all others that it asks the stack or the
     * environment for. Of any other type `stack` would see outputs in place of inputs; `describeRule` shows that none is missing. Or
     * {@link ANY_AWS_TYPE} by itself.
     */
    readonly types: readonly string[];
    /** What the types have in common, for people, where there are too many to be read. @default - they are listed */
    readonly typesInWords?: string;
    /** @default - none */
    readonly parameters?: S;
    /**
     * Judges one resource by its inputs, before it is created or changed. Where a rule can decide here it must, since nothing
     * else stops an update before the resource exists.
     */
    resource?(resource: ResourceView<any>, judge: Judge, parameters: Parameters<S>): void;
    /**
     * Judges the resources together, once all are registered: at the end of the preview, and again after the update. For what
     * only several resources can tell, such as whether something is attached to each bucket.
     */
    stack?(stack: StackView, judgeOf: (resource: ResourceView<any>) => Judge, parameters: Parameters<S>): void;
    /**
     * Judges the resources of all layers of an environment together, by their states: for what only several stacks can tell. A
     * preview sees one stack, so it is `platform policy check` that runs it.
     */
    environment?(
        environment: StackView,
        judgeOf: (resource: ResourceView<any>) => Judge,
        parameters: Parameters<S>,
    ): void;
    /** Sets the one right value. Runs before the check, only when the rule's level is configured as `remediate`. */
    remediate?(resource: ResourceView<any>, parameters: Parameters<S>): void;
}

/**
 * Declares a rule.
 *
 * @throws when it decides nothing: neither `resource` nor `stack` nor `environment` is there.
 */
export function defineRule<const S extends ParameterSchemas>(rule: Rule<S>): Rule {
    if (rule.resource === undefined && rule.stack === undefined && rule.environment === undefined) {
        throw new Error(`Rule '${rule.id}' decides nothing: give 'resource', 'stack' or 'environment'.`);
    }
    return rule;
}
