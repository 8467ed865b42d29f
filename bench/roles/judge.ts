import { runSimulation } from "@cloud-copilot/iam-simulate";
import { documentOf, type DeploymentStatement } from "../../components/delivery/statements";
import { localAccount } from "../../local/emulator/ministack";
import type { Request } from "./requests";

/**
 * What the simulator does not know of AWS: that a pattern may leave the kind of resource open, as AWS's own example for tags does
 * (https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/supported-iam-actions-tagging.html), and paths below an API for POST.
 */
const UNJUDGED = /^arn:aws:apigateway:[\w-]+::\/restapis\/1\/(deployments|stages)$/;

/** Whether the simulator can say anything of a request. */
export function isJudged({ resource }: Request): boolean {
    return !UNJUDGED.test(resource);
}

/** Policies of one who asks, as JSON. */
interface Held {
    readonly policy: string;
    /** What bounds it. @default - nothing */
    readonly boundary?: string;
}

/** Whether an independent simulator of IAM allows a request under statements, all their conditions included. */
export async function allows(statements: readonly DeploymentStatement[], request: Request): Promise<boolean> {
    const { action, resource } = request;
    const matching = statements.filter(({ actions }) => actions.includes(action));
    if (matching.length === 0) return false;
    const kind = resource.split(":").at(-1)?.split("/")[0] ?? "";
    return isAllowed({ policy: documentOf("role", matching).replaceAll(":*/*", `:${kind}/*`) }, request);
}

/** Whether that simulator allows a request to a role with a policy, and a boundary. */
export async function isAllowed({ policy, boundary }: Held, request: Request): Promise<boolean> {
    const { action, resource, context } = request;
    const ofAccount = {
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${localAccount}:root` },
        Action: "kms:*",
        Resource: "*",
    };
    const named = (name: string, text: string) => ({ name, policy: JSON.parse(text) as object });
    const found = await runSimulation(
        {
            request: {
                principal: `arn:aws:iam::${localAccount}:role/delivery/deploy`,
                action,
                resource: { resource, accountId: localAccount },
                contextVariables: { ...context },
            },
            identityPolicies: [named("role", policy)],
            ...(boundary === undefined ? {} : { permissionBoundaryPolicies: [named("boundary", boundary)] }),
            serviceControlPolicies: [],
            resourceControlPolicies: [],
            // A key's own policy leaves its permissions to IAM.
            ...(/:key\//.test(resource) ? { resourcePolicy: { Version: "2012-10-17", Statement: [ofAccount] } } : {}),
        },
        {},
    );
    if (found.resultType === "error") throw new Error(`${action} on ${resource}: ${found.errors.message}`);
    return found.overallResult === "Allowed";
}
