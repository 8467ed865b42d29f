import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { S3Client } from "@aws-sdk/client-s3";
import { SQSClient } from "@aws-sdk/client-sqs";
import { emulatorStatus, endpointOf } from "../../local/emulator";
import { createClients, type Clients } from "../../local/provider/clients";
import { repositoryRoot } from "../../local/shared/paths";
import { PlatformError } from "../errors";
import type { Environment } from "./config";
import { LOCAL, localDirectory } from "./places";

/** SDK clients for what is deployed. */
export interface DeployedClients extends Pick<Clients, "cognito" | "dynamodb" | "lambda" | "logs" | "s3" | "sqs"> {
    /** The emulator's address; of `local` only. */
    readonly url?: string;
}

/**
 * Clients for an environment's account and region, or for the emulator.
 *
 * @throws {@link PlatformError} when the emulator does not run
 */
export async function clientsOf({ name, config }: Environment): Promise<DeployedClients> {
    const { region, profile } = config.aws;
    if (name !== LOCAL) {
        const settings = { region, profile };
        return {
            cognito: () => new CognitoIdentityProviderClient(settings),
            dynamodb: () => new DynamoDBClient(settings),
            lambda: () => new LambdaClient(settings),
            logs: () => new CloudWatchLogsClient(settings),
            s3: () => new S3Client(settings),
            sqs: () => new SQSClient(settings),
        };
    }
    const { url } = await emulatorStatus(localDirectory(repositoryRoot));
    if (url === undefined) throw new PlatformError("The emulator does not run any more. Run the command again.");
    return createClients(endpointOf(url, region));
}
