import { describeRule } from "../../testing/describeRule";
import { documentText } from "../../testing/documents";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { iamResourcePolicyPrivate } from "./resourcePolicyPrivate";

const allow = (Principal: unknown, Condition?: object) => ({
    Sid: "Open",
    Effect: "Allow",
    Principal,
    Action: "*",
    Resource: "*",
    ...(Condition === undefined ? {} : { Condition }),
});
const of = (type: string, property = "policy") => {
    const subject = subjectsOf(type);
    return (...given: Parameters<typeof allow>) => subject({ [property]: documentText(allow(...given)) });
};
const repository = of("aws:ecr/repositoryPolicy:RepositoryPolicy");
const fileSystem = of("aws:efs/fileSystemPolicy:FileSystemPolicy");
const layer = subjectsOf("aws:lambda/layerVersionPermission:LayerVersionPermission", {
    action: "lambda:GetLayerVersion",
    layerName: "shared",
    versionNumber: 1,
    statementId: "open",
});
const bus = subjectsOf("aws:cloudwatch/eventPermission:EventPermission", { statementId: "open" });
const service = of("aws:vpclattice/authPolicy:AuthPolicy");
const id = "Principal::*#Open";
const open: Readonly<Record<string, ReturnType<typeof of>>> = {
    "a secret": of("aws:secretsmanager/secret:Secret"),
    "a secret's policy by itself": of("aws:secretsmanager/secretPolicy:SecretPolicy"),
    "a function's policy": of("aws:lambda/resourcePolicy:ResourcePolicy"),
    "an access point": of("aws:s3/accessPoint:AccessPoint"),
    "an access point's policy by itself": of("aws:s3control/accessPointPolicy:AccessPointPolicy"),
    "an event bus": of("aws:cloudwatch/eventBusPolicy:EventBusPolicy"),
    "a table": of("aws:dynamodb/resourcePolicy:ResourcePolicy"),
    "a stream": of("aws:kinesis/resourcePolicy:ResourcePolicy"),
    "a file system": fileSystem,
    "a service of VPC Lattice": service,
    "a delegated organization": of("aws:organizations/resourcePolicy:ResourcePolicy", "content"),
    "a vault's lock": of("aws:glacier/vaultLock:VaultLock"),
    traces: of("aws:xray/resourcePolicy:ResourcePolicy", "policyDocument"),
    "a log destination": of("aws:cloudwatch/logDestinationPolicy:LogDestinationPolicy", "accessPolicy"),
};

describeRule(iamResourcePolicyPrivate, {
    passes: {
        "a role": repository({ AWS: "arn:aws:iam::111122223333:role/puller" }),
        "an account": repository({ AWS: "111122223333" }),
        "everybody of an organization": repository("*", { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }),
        "a layer for an organization": layer({ principal: "*", organizationId: "o-a1b2c3d4e5" }),
        "a layer for an account": layer({ principal: "111122223333" }),
        "an event bus for an account": bus({ principal: "111122223333" }),
        "an event bus for an organization": bus({
            principal: "*",
            condition: { type: "StringEquals", key: "aws:PrincipalOrgID", value: "o-a1b2c3d4e5" },
        }),
        "callers of a service from one VPC": service("*", {
            StringEquals: { "vpc-lattice-svcs:SourceVpc": "vpc-0a1b2c3d" },
        }),
        "what an endpoint lets through, which gives nothing": subjectsOf("aws:ec2/vpcEndpoint:VpcEndpoint")({
            policy: documentText(allow("*")),
        }),
        "clients of one access point of a file system": fileSystem("*", {
            StringEquals: {
                "elasticfilesystem:AccessPointArn":
                    "arn:aws:elasticfilesystem:eu-west-1:111122223333:access-point/fsap-0a1b2c3d",
            },
        }),
        "clients of a file system's mount targets": fileSystem("*", {
            Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" },
        }),
    },
    violates: {
        ...Object.fromEntries(
            Object.entries(open).map(([name, make]) => [
                name,
                [make({ AWS: "*" }), id] as [ReturnType<typeof make>, string],
            ]),
        ),
        "a layer": [layer({ principal: "*" }), "Principal::*##1"],
        "an event bus by a permission": [bus({ principal: "*" }), "Principal::*##1"],
        "the objects of a bucket in several regions": [
            subjectsOf("aws:s3control/multiRegionAccessPointPolicy:MultiRegionAccessPointPolicy")({
                details: { name: "lake", policy: documentText(allow("*")) },
            }),
            id,
        ],
        "clients of a file system from elsewhere": [
            fileSystem("*", { Bool: { "elasticfilesystem:AccessedViaMountTarget": "false" } }),
            id,
        ],
    },
    missing: [repository("*"), id],
    undecided: {
        "an unknown policy": [
            subjectsOf("aws:ecr/repositoryPolicy:RepositoryPolicy")({ policy: UNKNOWN }),
            "Document::policy",
        ],
        "an unknown organization": [bus({ principal: "*", condition: UNKNOWN }), "Principal::*##1"],
    },
});
