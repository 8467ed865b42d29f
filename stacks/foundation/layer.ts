import { AuditTrail } from "../../components/foundation/auditTrail";
import { EncryptionKey } from "../../components/foundation/encryptionKey";
import { alarmsUse, logGroupsUse, trailUse, type KeyUse } from "../../components/foundation/keyUse";
import { LogArchive } from "../../components/foundation/logArchive";
import { Network } from "../../components/foundation/network";
import { PermissionsBoundary } from "../../components/identity/permissionsBoundary";
import type { Location } from "../../components/shared/location";
import { ROOT_PROJECT, type Layer } from "../shared/layer";
import type { foundationContract } from "./contract";

/** Builds what every other layer stands on. */
export const foundationLayer: Layer<typeof foundationContract> = (_upstream, { environment, layer, platform }) => {
    const { deletionProtection } = platform;
    const trailName = `${ROOT_PROJECT}-${environment}`;
    const key = (name: string, description: string, uses?: (location: Location) => KeyUse[]) =>
        new EncryptionKey(name, {
            description,
            alias: `alias/${ROOT_PROJECT}/${environment}/${name}`,
            deletionProtection,
            ...(uses === undefined ? {} : { uses }),
        });
    const keys = {
        data: key("data", "Tables and the lake"),
        streaming: key("streaming", "Kinesis and Firehose streams"),
        messaging: key("messaging", "Queues and topics", (location) => [alarmsUse(location)]),
        logs: key("logs", "Log groups and the trail", (location) => [
            logGroupsUse(location),
            ...trailUse(location, trailName),
        ]),
    };
    const boundary = new PermissionsBoundary("boundary");
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
        permissionsBoundaryArn: boundary.policyArn,
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
        permissionsBoundaryArn: boundary.policyArn,
    };
};
