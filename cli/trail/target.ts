import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { S3Client } from "@aws-sdk/client-s3";
import { emulatorStatus, endpointOf } from "../../local/emulator";
import { createClients, stageUrl } from "../../local/provider/clients";
import { repositoryRoot } from "../../local/shared/paths";
import type { ValuesOf } from "../../stacks/shared/contract";
import type { computeContract } from "../../stacks/compute/contract";
import type { dataContract } from "../../stacks/data/contract";
import type { identityContract } from "../../stacks/identity/contract";
import type { integrationContract } from "../../stacks/integration/contract";
import type { Environment } from "../driver/config";
import { LOCAL, localDirectory } from "../driver/places";
import { PlatformError } from "../errors";
import type { TrailTarget } from "./trail";

/** Outputs of the layers, by layer. */
export type Outputs = Readonly<Record<string, object>>;

/** The layers that an order passes. */
export const TRAILED = ["identity", "data", "compute", "integration"];

interface Published {
    readonly identity: ValuesOf<typeof identityContract>;
    readonly data: ValuesOf<typeof dataContract>;
    readonly compute: ValuesOf<typeof computeContract>;
    readonly integration: ValuesOf<typeof integrationContract>;
}

/** Where the deployed layers say that things are, by what they publish. */
export async function trailTarget({ name, config }: Environment, outputs: Outputs): Promise<TrailTarget> {
    const { identity, data, compute, integration } = outputs as unknown as Published;
    const places = {
        userPool: identity.userPool,
        ordersTable: data.ordersTable,
        lake: data.lake,
        deliverOrderChanges: compute.deliverOrderChanges,
        takesEvents: integration.collectEvents.length > 0,
    };
    const { region, profile } = config.aws;
    if (name !== LOCAL) {
        const settings = { region, profile };
        return {
            ...places,
            apiUrl: integration.api.url,
            clients: {
                cognito: () => new CognitoIdentityProviderClient(settings),
                dynamodb: () => new DynamoDBClient(settings),
                logs: () => new CloudWatchLogsClient(settings),
                s3: () => new S3Client(settings),
            },
            // Lambda polls the stream, Firehose waits for its buffer to fill and then writes.
            stepSeconds: config.streaming.bufferSeconds + 120,
            hint: `the log groups of '${name}' in CloudWatch`,
        };
    }
    const { url } = await emulatorStatus(localDirectory(repositoryRoot));
    if (url === undefined) throw new PlatformError("The emulator does not run any more. Run the command again.");
    return {
        ...places,
        apiUrl: stageUrl(url, integration.api.id, integration.api.stage),
        clients: createClients(endpointOf(url, region)),
        stepSeconds: 60,
        hint: "'npx platform local logs'",
    };
}
