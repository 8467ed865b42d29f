import { GetEventSelectorsCommand, GetTrailCommand, GetTrailStatusCommand } from "@aws-sdk/client-cloudtrail";
import { exerciseRow } from "../../testing/exercise";
import { cloudtrailRows } from ".";
import { s3Rows } from "../s3";

describe("the row of CloudTrail", function () {
    this.timeout(120_000);

    it("makes a trail", () =>
        exerciseRow([...cloudtrailRows, ...s3Rows], {
            type: "aws:cloudtrail/trail:Trail",
            inputs: async (make) => ({
                s3BucketName: (await make("aws:s3/bucket:Bucket", { forceDestroy: true })).id,
                s3KeyPrefix: "trail",
                enableLogFileValidation: true,
                isMultiRegionTrail: true,
                kmsKeyId: "arn:aws:kms:eu-west-1:000000000000:key/one",
                eventSelectors: [{ readWriteType: "WriteOnly", includeManagementEvents: true }],
                tags: { owner: "orders" },
            }),
            async readBack(clients, id) {
                const cloudTrail = clients.cloudTrail();
                const { Trail } = await cloudTrail.send(new GetTrailCommand({ Name: id }));
                const { IsLogging } = await cloudTrail.send(new GetTrailStatusCommand({ Name: id }));
                const { EventSelectors } = await cloudTrail.send(new GetEventSelectorsCommand({ TrailName: id }));
                return [
                    Trail?.S3KeyPrefix,
                    Trail?.LogFileValidationEnabled,
                    Trail?.IsMultiRegionTrail,
                    IsLogging,
                    EventSelectors?.[0]?.ReadWriteType,
                ];
            },
            shows: ["trail", true, true, true, "WriteOnly"],
            update: {
                inputs: {
                    s3KeyPrefix: "other",
                    enableLogging: false,
                    enableLogFileValidation: undefined,
                    eventSelectors: undefined,
                    tags: { stage: "test" },
                },
                shows: ["other", false, true, false, "All"],
            },
            replaceOn: { name: "another" },
        }));
});
