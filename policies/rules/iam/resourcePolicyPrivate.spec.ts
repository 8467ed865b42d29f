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
    "a log destination": of("aws:cloudwatch/logDestinationPolicy:LogDestinationPolicy", "accessPolicy"),
};

describeRule(iamResourcePolicyPrivate, {
    passes: {
        "a role": repository({ AWS: "arn:aws:iam::111122223333:role/puller" }),
        "an account": repository({ AWS: "111122223333" }),
        "everybody of an organization": repository("*", { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }),
        "a layer for an organization": layer({ principal: "*", organizationId: "o-a1b2c3d4e5" }),
        "a layer for an account": layer({ principal: "111122223333" }),
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
    },
});
