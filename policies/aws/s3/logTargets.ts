import { valueAt } from "../../framework/paths";
import { reading, type Reading } from "../../framework/reading";
import { identitiesOf, perStack, type StackResource, type StackView } from "../../framework/stack";
import { anyOf, both } from "../iam/grants";
import { serviceOf, type Principal } from "../iam/principal";
import { documentsOf } from "../iam/sources";
import { LOAD_BALANCER_TYPES } from "../lb/types";
import { BUCKET_TYPES, configuring } from "./buckets";

/** Types of the resource that says where a bucket's access logs go. */
export const BUCKET_LOGGING_TYPES = [
    "aws:s3/bucketLogging:BucketLogging",
    "aws:s3/bucketLoggingV2:BucketLoggingV2",
] as const;

const POLICY_TYPES = ["aws:s3/bucketPolicy:BucketPolicy"] as const;
const ACL_TYPES = ["aws:s3/bucketAcl:BucketAcl", "aws:s3/bucketAclV2:BucketAclV2"] as const;
const CLASSIC_TYPES = ["aws:elb/loadBalancer:LoadBalancer"] as const;
const REDSHIFT_TYPES = ["aws:redshift/logging:Logging"] as const;

/** Types of all that tells whether S3's logs are delivered into a bucket. */
export const ACCESS_LOG_TYPES = [...BUCKET_LOGGING_TYPES, ...POLICY_TYPES, ...ACL_TYPES] as const;

/** Types of all that tells whether logs are delivered into a bucket that KMS keys would keep out. */
export const KEYLESS_LOG_TYPES = [
    ...ACCESS_LOG_TYPES,
    ...LOAD_BALANCER_TYPES,
    ...CLASSIC_TYPES,
    ...REDSHIFT_TYPES,
] as const;

/** Network load balancers deliver with keys, too; gateway load balancers have no logs. */
const BALANCER_LOGS = ["accessLogs", "connectionLogs", "healthCheckLogs"];

/** The properties that name a bucket for logs which are delivered only where S3's own keys encrypt, by type. */
const MENTIONS: Readonly<Record<string, readonly string[]>> = {
    ...Object.fromEntries(BUCKET_LOGGING_TYPES.map((type) => [type, ["targetBucket"]])),
    ...Object.fromEntries(BUCKET_TYPES.map((type) => [type, ["logging.targetBucket", "loggings.0.targetBucket"]])),
    ...Object.fromEntries(LOAD_BALANCER_TYPES.map((type) => [type, BALANCER_LOGS.map((logs) => `${logs}.bucket`)])),
    ...Object.fromEntries(CLASSIC_TYPES.map((type) => [type, ["accessLogs.bucket"]])),
    ...Object.fromEntries(REDSHIFT_TYPES.map((type) => [type, ["bucketName"]])),
};

/** Elastic Load Balancing's accounts, which bucket policies of regions from before August 2022 may name: the same page as the service's. */
const BALANCING_ACCOUNTS = new Set(
    (
        "127311923021 033677994240 027434742980 797873946194 098369216593 754344448648 589379963580 718504428378 383597477331 " +
        "600734575887 114774131450 783225319266 582318560864 985666609251 054676820928 156460612806 652711504416 635631232127 " +
        "009996457667 897822967062 076674570225 507241528517 190560391635 048591011584 638102146993 037604701340"
    ).split(" "),
);

/**
 * Whether logs are delivered into a bucket that AWS delivers only where the bucket encrypts with S3's own keys: those of S3
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html), of application and classic load balancers
 * (https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html,
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/enable-access-logs.html) and of Redshift
 * (https://docs.aws.amazon.com/redshift/latest/mgmt/db-auditing.html). CloudFront's and those of network load balancers come with a
 * customer managed key as well.
 */
export function takesKeylessLogs(stack: StackView, bucket: StackResource): Reading<boolean> {
    const { names, urns, pending } = mentionsIn(stack);
    const own = identitiesOf(bucket, ["bucket", "id"]);
    return anyOf(
        [
            { known: true, value: urns.has(bucket.urn) || own.some((name) => names.has(name)) },
            ...pending,
            ...holders(stack, bucket, POLICY_TYPES).map((holder) => admits(holder, deliversKeyless)),
            ...holders(stack, bucket, ACL_TYPES).map(admitsByList),
        ],
        (takes) => takes,
    );
}

/** Whether a name is that of a bucket, maybe of another stack, into which such logs are delivered. */
export function isKeylessTarget(stack: StackView, name: Reading<unknown>): Reading<boolean> {
    const { names, pending } = mentionsIn(stack);
    return name.known ? anyOf([{ known: true, value: names.has(name.value) }, ...pending], (takes) => takes) : name;
}

/** Whether S3's access logs are delivered into a bucket: another one names it, or its policy or list lets S3's log delivery write. */
export function takesAccessLogs(stack: StackView, bucket: StackResource): Reading<boolean> {
    const target = { types: BUCKET_LOGGING_TYPES, property: "targetBucket", identities: ["bucket", "id"] };
    const named = stack.attachedTo(bucket, target);
    const ways = [
        named.known ? { known: true as const, value: named.value.length > 0 } : named,
        ...holders(stack, bucket, POLICY_TYPES).map((holder) => admits(holder, isAccessLogging)),
        ...holders(stack, bucket, ACL_TYPES).map(admitsByList),
    ];
    return anyOf(ways, (takes) => takes);
}

/** The buckets that resources of a stack name for logs. */
interface Mentions {
    readonly names: ReadonlySet<unknown>;
    readonly urns: ReadonlySet<string>;
    /** The first name that is not known and comes of no bucket of the stack. */
    readonly pending: readonly Reading<boolean>[];
}

const mentionsIn = perStack((stack): Mentions => {
    const buckets = new Set(stack.ofType(...BUCKET_TYPES).map(({ urn }) => urn));
    const mentions = stack.ofType(...BUCKET_TYPES, ...KEYLESS_LOG_TYPES).flatMap((resource) =>
        pathsOf(resource).map((path) => {
            const [property = ""] = path.split(".");
            return {
                name: reading(() => valueAt(resource.props, path)),
                urns: resource.referencesOf(property).filter((urn) => buckets.has(urn)),
            };
        }),
    );
    const pending = mentions.find(({ name, urns }) => !name.known && urns.length === 0)?.name;
    return {
        names: new Set(mentions.flatMap(({ name }) => (name.known && name.value !== undefined ? [name.value] : []))),
        urns: new Set(mentions.flatMap(({ urns }) => urns)),
        pending: pending?.known === false ? [pending] : [],
    };
});

function pathsOf({ type, props }: StackResource): readonly string[] {
    const kind = reading(() => props.loadBalancerType as unknown);
    const deliversWithKeys = kind.known && (kind.value === "network" || kind.value === "gateway");
    return deliversWithKeys ? [] : (MENTIONS[type] ?? []);
}

function holders(stack: StackView, bucket: StackResource, types: readonly string[]): readonly StackResource[] {
    const found = stack.attachedTo(bucket, configuring(...types));
    return [bucket, ...(found.known ? found.value : [])];
}

function admitsByList({ props }: StackResource): Reading<boolean> {
    return reading(() => props.acl === "log-delivery-write");
}

function admits(holder: StackResource, isMeant: (principal: Principal) => boolean): Reading<boolean> {
    const statements = documentsOf(holder, "resource").flatMap(({ document }) =>
        document.known ? document.value.statements : [document],
    );
    const admitting = statements.map((found) => {
        if (!found.known) return found;
        const { effect, principals = [] } = found.value;
        return both(
            anyOf([effect], (value) => value === "Allow"),
            () => anyOf(principals, isMeant),
        );
    });
    return anyOf(admitting, (lets) => lets);
}

function isAccessLogging(principal: Principal): boolean {
    return serviceOf(principal) === "logging.s3.amazonaws.com";
}

const KEYLESS_DELIVERY = new Set(["logdelivery.elasticloadbalancing.amazonaws.com", "redshift.amazonaws.com"]);

function deliversKeyless(principal: Principal): boolean {
    const account = /^arn:[^:]+:iam::(\d{12}):root$/.exec(principal.value)?.[1];
    return (
        isAccessLogging(principal) ||
        KEYLESS_DELIVERY.has(serviceOf(principal)) ||
        (account !== undefined && BALANCING_ACCOUNTS.has(account))
    );
}
