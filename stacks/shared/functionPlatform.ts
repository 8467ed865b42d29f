import type { FunctionPlatform } from "../../components/compute/serverlessFunction";
import type { foundationContract } from "../foundation/contract";
import type { EnvironmentConfig } from "./config";
import type { OutputsOf } from "./layer";

/** What every function takes from the foundation and the shared settings. */
export function functionPlatform(
    foundation: OutputsOf<typeof foundationContract>,
    platform: EnvironmentConfig["platform"],
): FunctionPlatform {
    return {
        keys: foundation.keys,
        permissionsBoundaryArn: foundation.permissionsBoundaryArn,
        logRetentionDays: platform.logRetentionDays,
        logLevel: platform.logLevel,
        memoryMebibytes: platform.functionMemoryMebibytes,
    };
}
