import { facts } from "./facts";
import { narrow, type Conditions } from "./narrowing";
import type { Because, Needs } from "./needs";
import type { Surroundings } from "./scopes";

/** One statement of a role's policies, and why it is there. */
export interface DeploymentStatement {
    readonly effect: "Allow" | "Deny";
    readonly actions: readonly string[];
    readonly resources: readonly string[];
    readonly conditions?: Conditions;
    /** What takes each action. */
    readonly because: ReadonlyMap<string, readonly Because[]>;
}

/** IAM's limit for one managed policy, in characters without white space. */
export const POLICY_LETTERS = 6144;

/**
 * The policies of the roles by name, and the services in each. A service stays in its policy, so that what one layer adds changes the policies
 * of its services and no others. `read` of what changes nothing, which both roles have.
 */
const POLICIES: Readonly<Record<string, { readonly reads: boolean; readonly services: readonly string[] }>> = {
    "read-base": { reads: true, services: ["dynamodb", "ec2", "iam", "kms", "s3"] },
    "read-rest": {
        reads: true,
        services: [
            "apigateway",
            "application-autoscaling",
            "cloudtrail",
            "cloudwatch",
            "cognito-idp",
            "firehose",
            "kinesis",
            "lambda",
            "logs",
            "servicequotas",
            "sns",
            "sqs",
        ],
    },
    network: { reads: false, services: ["ec2"] },
    access: { reads: false, services: ["cognito-idp", "iam", "kms"] },
    data: { reads: false, services: ["application-autoscaling", "dynamodb", "s3"] },
    functions: { reads: false, services: ["apigateway", "lambda"] },
    messages: { reads: false, services: ["cloudtrail", "cloudwatch", "firehose", "kinesis", "logs", "sns", "sqs"] },
};

/** Names of the policies; of a role that only reads, or of one that deploys. */
export function policyNames(onlyReads: boolean): string[] {
    return Object.keys(POLICIES).filter((name) => !onlyReads || POLICIES[name].reads);
}

/**
 * The statements of one policy.
 *
 * @throws when a service belongs to no policy
 */
export function statementsOf(policy: string, needs: Needs, surroundings: Surroundings): DeploymentStatement[] {
    return mergedStatements(new Map([...needs].filter(([action]) => policyOf(action) === policy)), surroundings);
}

/** What allows all that is needed: what is narrowed alike is one statement. */
export function mergedStatements(needs: Needs, surroundings: Surroundings): DeploymentStatement[] {
    const merged = new Map<
        string,
        { resources: Set<string>; conditions?: Conditions; because: Map<string, readonly Because[]> }
    >();
    for (const [action, because] of needs) {
        for (const { resources, conditions } of narrow(action, because, surroundings)) {
            // What is made has no tag yet: with resources of other actions, those would not need one either.
            const asksOfRequest = JSON.stringify(conditions ?? {}).includes("aws:RequestTag/") && resources;
            const key = JSON.stringify([action.split(":")[0], conditions, resources.includes("*"), asksOfRequest]);
            const one = merged.get(key) ?? { resources: new Set(), conditions, because: new Map() };
            resources.forEach((resource) => one.resources.add(resource));
            one.because.set(action, because);
            merged.set(key, one);
        }
    }
    return [...merged.values()].map(({ resources, conditions, because }) => ({
        effect: "Allow",
        actions: [...because.keys()],
        resources: [...resources].sort(),
        conditions,
        because,
    }));
}

function policyOf(action: string): string {
    const service = action.split(":")[0] ?? "";
    const reads = facts.actions[action]?.reads ?? false;
    const found = Object.keys(POLICIES).find(
        (name) => POLICIES[name].reads === reads && POLICIES[name].services.includes(service),
    );
    if (found !== undefined) return found;
    throw new Error(`${action} is in no policy: say in components/delivery/statements.ts which has '${service}'.`);
}

/**
 * A policy as IAM takes it.
 *
 * @throws when it is longer than IAM takes
 */
export function documentOf(policy: string, statements: readonly DeploymentStatement[]): string {
    const one = (values: readonly string[]) => (values.length === 1 ? values[0] : values);
    const text = JSON.stringify({
        Version: "2012-10-17",
        Statement: statements.map(({ effect, actions, resources, conditions }) => ({
            Effect: effect,
            Action: one(actions),
            Resource: one(resources),
            ...(conditions === undefined ? {} : { Condition: conditions }),
        })),
    });
    if (text.length > POLICY_LETTERS)
        throw new Error(
            `The policy '${policy}' has ${text.length} letters, IAM takes ${POLICY_LETTERS}: move one of its services to another in components/delivery/statements.ts.`,
        );
    return text;
}
