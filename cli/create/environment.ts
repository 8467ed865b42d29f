import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { findEnvironmentNameProblem } from "../../stacks/shared/settings";
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
    "platform-monitoring:alarmEmails": [],
};

/** An environment beside `dev`, in its account, that costs as little as can be and can be thrown away. */
export function newEnvironment(name: string, root: string): Creation {
    const unfit = findEnvironmentNameProblem(name);
    if (unfit !== undefined) throw new UsageError(unfit);
    const template = `Pulumi.${TEMPLATE}.yaml`;
    const profile = `policies/profiles/${TEMPLATE}.json`;
    if (!existsSync(join(root, template)))
        throw new UsageError(`Nothing was made: an environment is a copy of ${template}, and there is none.`);
    const document = parseDocument(readFileSync(join(root, template), "utf8"));
    document.commentBefore = ` A copy of ${TEMPLATE}: small, with nothing in it that has to last.`;
    for (const [key, value] of Object.entries(OTHERWISE))
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
