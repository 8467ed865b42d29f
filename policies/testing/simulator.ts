import { runSimulation, type Simulation } from "@cloud-copilot/iam-simulate";
import type { AccessRequest } from "../aws/iam/evaluation/request";
import type { StateResource } from "../framework/evaluate";

/** What the independent simulator answers; its reason where it does not take the request, as for an action on a resource that it has not. */
export type Answer = "Allowed" | "ExplicitlyDenied" | "ImplicitlyDenied" | { readonly refused: string };

const EVERYTHING = [
    {
        orgIdentifier: "o-a1b2c3d4e5",
        policies: [{ name: "all", policy: document({ Effect: "Allow", Action: "*", Resource: "*" }) }],
    },
];

/**
 * Asks the simulator `@cloud-copilot/iam-simulate`, with policies that are taken from the states here and not by what is compared with it.
 *
 * @param account that everything of the states is in
 */
export async function simulated(
    resources: readonly StateResource[],
    account: string,
    request: AccessRequest,
): Promise<Answer> {
    const { principal, action, resource, context = {} } = request;
    const ofType = (type: string) => resources.filter((each) => each.type === `aws:${type}`);
    const [, assumed] = /:assumed-role\/([^/]+)\//.exec(principal) ?? [];
    const role = ofType("iam/role:Role").find(
        ({ outputs }) => outputs.arn === principal || (assumed !== undefined && outputs.name === assumed),
    );
    const [resourceAccount = account] = /:(\d{12}):/.exec(resource)?.slice(1) ?? [];
    const attached = [
        ...ofType("iam/rolePolicyAttachment:RolePolicyAttachment")
            .filter(({ inputs }) => inputs.role === role?.outputs.name)
            .map(({ inputs }) => inputs.policyArn),
        ...((role?.inputs.managedPolicyArns as unknown[] | undefined) ?? []),
    ];
    const policyOf = (arn: unknown) =>
        ofType("iam/policy:Policy").find(({ outputs }) => outputs.arn === arn)?.inputs.policy;
    const identity = [
        ...ofType("iam/rolePolicy:RolePolicy")
            .filter(({ inputs }) => inputs.role === role?.outputs.name)
            .map(({ inputs }) => inputs.policy),
        ...attached.map(policyOf),
    ];
    if (identity.includes(undefined)) return { refused: "a policy that is not in the states" };
    const boundary = role?.inputs.permissionsBoundary;
    const isService = principal.endsWith(".amazonaws.com");
    const own = {
        "aws:PrincipalIsAWSService": String(isService),
        ...(isService
            ? { "aws:PrincipalServiceName": principal }
            : {
                  "aws:PrincipalArn": (role?.outputs.arn as string | undefined) ?? principal,
                  "aws:PrincipalAccount": principal.split(":")[4] ?? "",
                  "aws:PrincipalType": "AssumedRole",
              }),
        "aws:ResourceAccount": resourceAccount,
    };
    const policy = policyOn(resources, action, resource);
    const simulation: Simulation = {
        request: {
            principal,
            action,
            resource: { resource, accountId: resourceAccount },
            contextVariables: spelled({ ...own, ...context }) as Record<string, string | string[]>,
        },
        identityPolicies: identity.map((text, index) => ({ name: `#${index}`, policy: parsed(text) })),
        serviceControlPolicies: isService ? [] : EVERYTHING,
        resourceControlPolicies: [],
        ...(policy !== undefined && { resourcePolicy: policy }),
        ...(boundary !== undefined && {
            permissionBoundaryPolicies: [{ name: "boundary", policy: parsed(policyOf(boundary)) }],
        }),
    };
    const found = await runSimulation(simulation, {});
    return found.resultType === "error" ? { refused: found.errors.message } : found.overallResult;
}

/** The policy of the resource that is asked for. */
function policyOn(resources: readonly StateResource[], action: string, resource: string): object | undefined {
    const ofType = (type: string) => resources.filter((each) => each.type === `aws:${type}`);
    const is = (target: unknown) => resource === target || resource.startsWith(`${String(target)}/`);
    const finders: Readonly<Record<string, () => StateResource | undefined>> = {
        s3: () =>
            ofType("s3/bucketPolicy:BucketPolicy").find(({ inputs }) => is(`arn:aws:s3:::${String(inputs.bucket)}`)),
        sqs: () =>
            ofType("sqs/queuePolicy:QueuePolicy").find(
                ({ inputs }) => String(inputs.queueUrl).split("/").at(-1) === resource.split(":").at(-1),
            ),
        sns: () => ofType("sns/topicPolicy:TopicPolicy").find(({ inputs }) => is(inputs.arn)),
        kms: () => ofType("kms/key:Key").find(({ outputs }) => is(outputs.arn)),
        sts: () => ofType("iam/role:Role").find(({ outputs }) => is(outputs.arn)),
    };
    const found = finders[action.split(":")[0] ?? ""]?.();
    if (found !== undefined) return parsed(found.inputs.policy ?? found.inputs.assumeRolePolicy);
    if (!action.startsWith("lambda:")) return undefined;
    const permissions = ofType("lambda/permission:Permission").flatMap(({ inputs }) => {
        const fn = ofType("lambda/function:Function").find(({ outputs }) => outputs.name === inputs.function);
        const target = `${String(fn?.outputs.arn)}:${String(inputs.qualifier)}`;
        return target === resource
            ? [
                  {
                      Effect: "Allow",
                      Action: inputs.action,
                      Principal: { Service: inputs.principal },
                      Resource: target,
                      Condition: { ArnLike: { "aws:SourceArn": inputs.sourceArn } },
                  },
              ]
            : [];
    });
    return permissions.length === 0 ? undefined : document(...permissions);
}

function document(...statements: readonly object[]): object {
    return { Version: "2012-10-17", Statement: statements };
}

function parsed(text: unknown): object {
    return spelled(typeof text === "string" ? JSON.parse(text) : text);
}

/** The simulator drops keys that have a name of their own behind a colon, and knows those behind a slash. */
function spelled(value: unknown): object {
    const text = JSON.stringify(value).replace(
        /"kms:EncryptionContext:([^"]+)":/g,
        (_all, name: string) => `"aws:RequestTag/${name.replaceAll(":", "-")}":`,
    );
    return JSON.parse(text) as object;
}
