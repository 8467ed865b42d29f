import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { findEnvironmentNameProblem, policyArn } from "../../stacks/shared/settings";
import { UsageError } from "../errors";
import type { Creation } from "./creation";

/** The environment that others are copies of. */
const TEMPLATE = "dev";

/** What an environment is to have that stands beside its template: nothing that only one can have, and nobody who is told of its alarms. */
const OTHERWISE: Readonly<Record<string, unknown>> = {
    "platform:deletionProtection": false,
    "platform:logRetentionDays": 1,
    "platform-integration:ownsApiGatewayAccount": false,
    "platform-delivery:ownsGitHubProvider": false,
    "platform-delivery:hasEphemeralRole": false,
    "platform-monitoring:alarmEmails": [],
};

/** Options of `new environment`. */
export interface NewEnvironmentOptions {
    /** ARN of the policy that bounds every role. @default - the environment makes its own */
    readonly permissionsBoundary?: string;
}

/**
 * An environment beside `dev`, in its account, that costs as little as can be and can be thrown away.
 *
 * @throws UsageError when the name, or the boundary's ARN, cannot be one
 */
export function newEnvironment(name: string, root: string, options: NewEnvironmentOptions = {}): Creation {
    const { permissionsBoundary } = options;
    const unfit = findEnvironmentNameProblem(name);
    if (unfit !== undefined) throw new UsageError(unfit);
    if (permissionsBoundary !== undefined && !policyArn.safeParse(permissionsBoundary).success)
        throw new UsageError(
            `--permissions-boundary takes the ARN of an account's own policy, not '${permissionsBoundary}': 'platform outputs ${TEMPLATE} --layer delivery' has it as ephemeralBoundary.`,
        );
    const template = `Pulumi.${TEMPLATE}.yaml`;
    const profile = `policies/profiles/${TEMPLATE}.json`;
    if (!existsSync(join(root, template)))
        throw new UsageError(`Nothing was made: an environment is a copy of ${template}, and there is none.`);
    const document = parseDocument(readFileSync(join(root, template), "utf8"));
    document.commentBefore = ` A copy of ${TEMPLATE}: small, with nothing in it that has to last.`;
    const settings = {
        ...OTHERWISE,
        ...(permissionsBoundary === undefined ? {} : { "platform:permissionsBoundaryArn": permissionsBoundary }),
    };
    for (const [key, value] of Object.entries(settings))
        document.setIn(["config", key], document.createNode(value, { flow: true }));
    // What encrypts the template's states is its own.
    for (const key of ["encryptionsalt", "encryptedkey", "secretsprovider"]) document.delete(key);
    const hasProfile = existsSync(join(root, profile));
    return {
        files: {
            [`Pulumi.${name}.yaml`]: document.toString({ lineWidth: 0 }),
            ...(hasProfile ? { [`policies/profiles/${name}.json`]: readFileSync(join(root, profile), "utf8") } : {}),
        },
        changes: {},
        next: [
            `Pulumi.${name}.yaml: its settings; what it is to keep, who is told of alarms, and the addresses that people come back to.`,
            `npx platform rehearse ${name}, then npx platform preview ${name} and npx platform up ${name}.`,
        ],
    };
}
