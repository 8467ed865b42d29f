import * as pulumi from "@pulumi/pulumi";
import { AuditTrail } from "../../components/foundation/auditTrail";
import { alarmsUse, logGroupsUse, trailUse } from "../../components/foundation/keyUse";
import { LogArchive } from "../../components/foundation/logArchive";
import { Network } from "../../components/foundation/network";
import { PermissionsBoundary } from "../../components/identity/permissionsBoundary";
import { makeKey } from "../shared/key";
import { ROOT_PROJECT, type Layer } from "../shared/layer";
import type { foundationContract } from "./contract";

/** Builds what every other layer stands on. */
export const foundationLayer: Layer<typeof foundationContract> = (_upstream, config) => {
    const { environment, layer, platform } = config;
    const { deletionProtection } = platform;
    const trailName = `${ROOT_PROJECT}-${environment}`;
    const keys = {
        data: makeKey("data", "Tables and the lake", config),
        streaming: makeKey("streaming", "Kinesis and Firehose streams", config),
        messaging: makeKey("messaging", "Queues and topics", config, (location) => [alarmsUse(location)]),
        logs: makeKey("logs", "Log groups and the trail", config, (location) => [
            logGroupsUse(location),
            ...trailUse(location, trailName),
        ]),
    };
    // Who may make a boundary may make a loose one: jobs that bring up what nobody has reviewed are given theirs.
    const permissionsBoundaryArn =
        platform.permissionsBoundaryArn === undefined
            ? new PermissionsBoundary("boundary").policyArn
            : pulumi.output(platform.permissionsBoundaryArn);
    const archive = new LogArchive("log-archive", {
        expireAfterDays: layer.logArchiveDays,
        trailName,
        deletionProtection,
    });
    new AuditTrail("trail", { trailName, archiveBucketName: archive.bucketName, keyArn: keys.logs.keyArn });
    const network = new Network("network", {
        cidrBlock: layer.vpcCidr,
        availabilityZones: layer.availabilityZones,
        natGateways: layer.natGateways,
        interfaceEndpoints: layer.interfaceEndpoints,
        flowLogs: { keyArn: keys.logs.keyArn, retentionDays: platform.logRetentionDays },
        permissionsBoundaryArn,
    });
    return {
        network: {
            vpcId: network.vpcId,
            privateSubnetIds: network.privateSubnetIds,
            endpointSecurityGroupId: network.endpointSecurityGroupId,
        },
        keys: {
            data: keys.data.keyArn,
            streaming: keys.streaming.keyArn,
            messaging: keys.messaging.keyArn,
            logs: keys.logs.keyArn,
        },
        logArchive: { name: archive.bucketName, arn: archive.bucketArn },
        permissionsBoundaryArn,
    };
};
