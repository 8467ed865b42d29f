import { APIGatewayClient } from "@aws-sdk/client-api-gateway";
import { ApplicationAutoScalingClient } from "@aws-sdk/client-application-auto-scaling";
import { CloudTrailClient } from "@aws-sdk/client-cloudtrail";
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { EC2Client } from "@aws-sdk/client-ec2";
import { FirehoseClient } from "@aws-sdk/client-firehose";
import { IAMClient } from "@aws-sdk/client-iam";
import { KinesisClient } from "@aws-sdk/client-kinesis";
import { KMSClient } from "@aws-sdk/client-kms";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { S3Client } from "@aws-sdk/client-s3";
import { SNSClient } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import type { MotoService } from "../emulator/motoServices";

/** The SDK clients of the emulators, made on first use. */
export type Clients = ReturnType<typeof createClients>;

/** Where a service answers; a function is asked at the first call. */
export type ServiceUrl = string | (() => Promise<{ readonly url: URL }>);

/** Where the emulators answer and as whom to call them. */
export interface Endpoint {
    /** Where all services answer but those of {@link Endpoint.services}: MiniStack. */
    readonly url: string;
    /** Where the services answer that another emulator serves, by the ids that the SDKs give them. */
    readonly services: Readonly<Partial<Record<MotoService, ServiceUrl>>>;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** SDK clients against the emulators, each against the one that serves it; each is made when first read. */
export function createClients(endpoint: Endpoint) {
    const settings = {
        endpoint: endpoint.url,
        region: endpoint.region,
        credentials: endpoint.credentials,
        maxAttempts: 4,
        // The emulator refuses signed HTTP/2 requests, which the Kinesis client would send.
        requestHandler: new NodeHttpHandler({ connectionTimeout: 2_000, requestTimeout: 30_000 }),
    };
    const at = (service: MotoService) => ({ ...settings, endpoint: endpoint.services[service] ?? endpoint.url });
    const lazy = <T>(make: () => T) => {
        let made: T | undefined;
        return () => (made ??= make());
    };
    const clients = {
        /** MiniStack's. */
        url: endpoint.url,
        apiGateway: lazy(() => new APIGatewayClient(settings)),
        appAutoScaling: lazy(() => new ApplicationAutoScalingClient(at("Application Auto Scaling"))),
        cloudTrail: lazy(() => new CloudTrailClient(settings)),
        cloudWatch: lazy(() => new CloudWatchClient(settings)),
        cognito: lazy(() => new CognitoIdentityProviderClient(settings)),
        dynamodb: lazy(() => new DynamoDBClient(settings)),
        ec2: lazy(() => new EC2Client(settings)),
        firehose: lazy(() => new FirehoseClient(settings)),
        iam: lazy(() => new IAMClient(settings)),
        kinesis: lazy(() => new KinesisClient(settings)),
        kms: lazy(() => new KMSClient(settings)),
        lambda: lazy(() => new LambdaClient(settings)),
        logs: lazy(() => new CloudWatchLogsClient(settings)),
        s3: lazy(() => new S3Client({ ...settings, forcePathStyle: true })),
        sns: lazy(() => new SNSClient(settings)),
        sqs: lazy(() => new SQSClient(settings)),
    };
    return clients;
}

/** Where the emulator answers for a stage of a REST API, for which AWS has a host of its own. */
export function stageUrl(emulatorUrl: string, restApi: string, stageName: string): string {
    return `${emulatorUrl}/_aws/execute-api/${restApi}/${stageName}`;
}
