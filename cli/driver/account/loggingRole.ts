import { basename } from "node:path";
import type { Account, Owned } from "./account";
import type { Environment } from "../config";
import type { Verb } from "../report";

const SETTING = "platform-integration:ownsApiGatewayAccount";

/**
 * Why a run would take away the role by which API Gateway writes logs, or needs one that is not there: the setting is one for
 * all environments of an account and region (https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html).
 *
 * @returns nothing when all is well
 */
export async function findLoggingRoleProblem(
    verb: Verb,
    { name, file, config }: Environment,
    owned: Owned,
    account: Account,
): Promise<string | undefined> {
    if (verb === "refresh") return undefined;
    const { region } = config.aws;
    const owns = config.integration.ownsApiGatewayAccount;
    const set = await account.loggingRole();
    const isOwn = set !== undefined && set === owned.loggingRole;
    const handOver =
        `To hand it over, take the role away with 'aws apigateway update-account --region ${region} --patch-operations op=replace,path=/cloudwatchRoleArn,value=', ` +
        `set ${SETTING} to true for the environment that is to have it, and to false for all others, and run 'platform up' with the former at once: until then no API of the region writes logs.`;
    if (verb === "destroy" || (isOwn && !owns)) {
        if (!isOwn) return undefined;
        // WebSocket APIs log by it as well (https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html).
        // Who may not list them is told so only where the REST APIs have not decided it.
        const foreign = (ids: readonly string[]) => ids.filter((id) => !owned.has(id)).length;
        const others = foreign(await account.restApis()) || foreign(await account.webSocketApis());
        if (others === 0 && verb === "destroy") return undefined;
        return `API Gateway in ${region} writes the logs of all its REST and WebSocket APIs, at least ${others} of which not of '${name}', by a role of '${name}', which this run would delete. ${handOver}`;
    }
    if (isOwn) return undefined;
    const isThere = set !== undefined && (await account.roleExists(set));
    if (isThere === !owns) return undefined;
    return owns
        ? `API Gateway in ${region} writes logs by the role ${set}, which another environment has set, or somebody else. It is one for all APIs of the account and region: set ${SETTING} to false in ${basename(file)} to use it. ${handOver}`
        : `API Gateway in ${region} has no role to write logs by${set === undefined ? "" : ` (${set} is gone)`}, without which it refuses '${name}'. Set ${SETTING} to true in ${basename(file)}, or for another environment of the account and region, and bring that up first.`;
}
