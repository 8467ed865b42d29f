import { defineContract, value } from "../shared/contract";

const key = (id: string) => `arn:aws:kms:eu-west-1:111122223333:key/00000000-0000-4000-8000-00000000000${id}`;

/** What every other layer stands on. */
export const foundationContract = defineContract({
    layer: "foundation",
    description: "VPC and endpoints, KMS keys, log archive, permissions boundary, trail",
    reads: {},
    publishes: {
        network: value("The VPC and the subnets in which functions and services may run", {
            vpcId: "vpc-00000000000000000",
            privateSubnetIds: ["subnet-00000000000000001", "subnet-00000000000000002"],
            endpointSecurityGroupId: "sg-00000000000000000",
        }),
        keys: value("ARN of the KMS key for each purpose", {
            data: key("1"),
            streaming: key("2"),
            messaging: key("3"),
            logs: key("4"),
        }),
        logArchive: value("The bucket that collects access logs and the trail", {
            name: "log-archive-0000000",
            arn: "arn:aws:s3:::log-archive-0000000",
        }),
        permissionsBoundaryArn: value(
            "ARN of the managed policy that bounds every role",
            "arn:aws:iam::111122223333:policy/boundary-dev-0000000",
        ),
    },
});
