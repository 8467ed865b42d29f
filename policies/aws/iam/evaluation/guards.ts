import { isKnown, type NotRead, type Reading } from "../../../framework/reading";
import { identitiesOf, valuesOf, type StackResource, type StackView } from "../../../framework/stack";
import { typesWithDocuments } from "../sources";
import { statementsIn, type PlacedStatement, type PolicySet } from "./policySet";

/** The policy of a resource. */
export interface Guard {
    /** ARN of what it is about; what lies below that is among it. */
    readonly target: string;
    readonly policies: PolicySet;
}

/** How the resource of a policy names what the policy is about. */
interface Attachment {
    readonly property: string;
    readonly types: readonly string[];
    readonly identities: readonly string[];
    /** The output that is the ARN. @default "arn" */
    readonly arn?: string;
}

const BUCKETS = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"];
const REST_API = "aws:apigateway/restApi:RestApi";
/** Says which log groups of the account it is about in its statements only. */
const LOGS_OF_ACCOUNT = "aws:cloudwatch/logResourcePolicy:LogResourcePolicy";
const FUNCTION = "aws:lambda/function:Function";

/** Policies that are resources of their own. */
const ATTACHED: Readonly<Record<string, Attachment>> = {
    "aws:apigateway/restApiPolicy:RestApiPolicy": {
        property: "restApiId",
        types: [REST_API],
        identities: ["id"],
        arn: "executionArn",
    },
    "aws:cloudwatch/eventBusPolicy:EventBusPolicy": {
        property: "eventBusName",
        types: ["aws:cloudwatch/eventBus:EventBus"],
        identities: ["name", "id"],
    },
    "aws:cloudwatch/eventPermission:EventPermission": {
        property: "eventBusName",
        types: ["aws:cloudwatch/eventBus:EventBus"],
        identities: ["name", "id"],
    },
    "aws:dynamodb/resourcePolicy:ResourcePolicy": {
        property: "resourceArn",
        types: ["aws:dynamodb/table:Table"],
        identities: ["arn", "streamArn"],
    },
    "aws:ecr/repositoryPolicy:RepositoryPolicy": {
        property: "repository",
        types: ["aws:ecr/repository:Repository"],
        identities: ["name", "id"],
    },
    "aws:efs/fileSystemPolicy:FileSystemPolicy": {
        property: "fileSystemId",
        types: ["aws:efs/fileSystem:FileSystem"],
        identities: ["id"],
    },
    "aws:kinesis/resourcePolicy:ResourcePolicy": {
        property: "resourceArn",
        types: ["aws:kinesis/stream:Stream"],
        identities: ["arn"],
    },
    "aws:kms/keyPolicy:KeyPolicy": {
        property: "keyId",
        types: ["aws:kms/key:Key"],
        identities: ["keyId", "id", "arn"],
    },
    "aws:lambda/permission:Permission": { property: "function", types: [FUNCTION], identities: ["name", "id", "arn"] },
    "aws:opensearch/domainPolicy:DomainPolicy": {
        property: "domainName",
        types: ["aws:opensearch/domain:Domain"],
        identities: ["domainName"],
    },
    "aws:s3/bucketPolicy:BucketPolicy": { property: "bucket", types: BUCKETS, identities: ["bucket", "id", "arn"] },
    "aws:secretsmanager/secretPolicy:SecretPolicy": {
        property: "secretArn",
        types: ["aws:secretsmanager/secret:Secret"],
        identities: ["arn", "id"],
    },
    "aws:sns/topicPolicy:TopicPolicy": { property: "arn", types: ["aws:sns/topic:Topic"], identities: ["arn"] },
    "aws:sqs/queuePolicy:QueuePolicy": {
        property: "queueUrl",
        types: ["aws:sqs/queue:Queue"],
        identities: ["url", "id"],
    },
};

/** Resources whose policy is a property of theirs, with the output that is the ARN. */
const OF_ITSELF: Readonly<Record<string, string>> = {
    "aws:iam/role:Role": "arn",
    "aws:kms/key:Key": "arn",
    "aws:opensearch/domain:Domain": "arn",
    "aws:s3/bucket:Bucket": "arn",
    "aws:s3/bucketV2:BucketV2": "arn",
    "aws:secretsmanager/secret:Secret": "arn",
    "aws:sns/topic:Topic": "arn",
    "aws:sqs/queue:Queue": "arn",
    [REST_API]: "executionArn",
};

/** The policies of an environment's resources, with those of which nobody can say what they are about. */
export function guardsOf(view: StackView): { readonly guards: readonly Guard[]; readonly astray: readonly NotRead[] } {
    const guards: Guard[] = [];
    const astray: NotRead[] = [];
    for (const from of view.ofType(...typesWithDocuments("resource", "trust"))) {
        const policies = statementsIn(from, from.type === "aws:iam/role:Role" ? "trust" : "resource");
        if (policies.statements.length + policies.unknown.length === 0) continue;
        const target = targetOf(view, from);
        if (target.known) guards.push({ target: target.value, policies: aboutTarget(from, target.value, policies) });
        else astray.push(target);
    }
    return { guards, astray };
}

function targetOf(view: StackView, from: StackResource): Reading<string> {
    if (from.type === LOGS_OF_ACCOUNT) return { known: true, value: "arn:aws:logs" };
    const own = OF_ITSELF[from.type];
    const attachment = ATTACHED[from.type];
    const holders =
        attachment === undefined
            ? [from]
            : view.namedIn(from, attachment.property, attachment.types, attachment.identities);
    const arns = holders.flatMap((holder) => identitiesOf(holder, [own ?? attachment?.arn ?? "arn"]));
    const given =
        attachment === undefined
            ? []
            : valuesOf(from, attachment.property)
                  .filter(isKnown)
                  .map(({ value }) => String(value));
    // A table and its stream have policies of their own.
    const arn = given.find((value) => value.startsWith("arn:")) ?? arns[0];
    if (arn === undefined || (own === undefined && attachment === undefined))
        return { known: false, path: `what the policy in ${from.type} '${from.name}' is about` };
    return { known: true, value: withQualifier(from, arn) };
}

/** A permission may be about one version or alias of a function. */
function withQualifier({ type, props }: StackResource, arn: string): string {
    if (type !== "aws:lambda/permission:Permission") return arn;
    const qualifier = (props as { qualifier?: string }).qualifier;
    return qualifier === undefined || arn.endsWith(`:${qualifier}`) ? arn : `${arn}:${qualifier}`;
}

/**
 * Statements that name what they are about in a form of their own: a function by its name, an API by `execute-api:/`
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html).
 */
function aboutTarget({ type }: StackResource, target: string, policies: PolicySet): PolicySet {
    if (type === "aws:lambda/permission:Permission" || type === "aws:cloudwatch/eventPermission:EventPermission")
        return withResources(policies, () => [{ known: true, value: target }]);
    if (!target.includes(":execute-api:")) return policies;
    return withResources(policies, (resources) =>
        resources?.map((each) =>
            each.known ? { known: true, value: each.value.replace(/^execute-api:\//, `${target}/`) } : each,
        ),
    );
}

function withResources(
    policies: PolicySet,
    change: (resources: PlacedStatement["resources"]) => PlacedStatement["resources"],
): PolicySet {
    return {
        ...policies,
        statements: policies.statements.map((each) => ({ ...each, resources: change(each.resources) })),
    };
}
