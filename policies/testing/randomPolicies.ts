import * as fc from "fast-check";
import type { AccessRequest } from "../aws/iam/evaluation/request";
import type { StateResource } from "../framework/evaluate";
import { resourcesOf, type Subject } from "./harness";
import { ACCOUNT, documentOf, roleWith } from "./roles";

const ROLE = `arn:aws:iam::${ACCOUNT}:role/reader`;
const SESSION = `arn:aws:sts::${ACCOUNT}:assumed-role/reader/some-session`;
const BUCKET = "arn:aws:s3:::lake";
const KEY = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1b9aae36-4026-2019-bcbc-e88fe190a82a`;
const QUEUE = `arn:aws:sqs:eu-west-1:${ACCOUNT}:orders`;
const URL = `https://sqs.eu-west-1.amazonaws.com/${ACCOUNT}/orders`;

const ACTIONS = [
    "s3:GetObject",
    "s3:Get*",
    "S3:getobject",
    "s3:*",
    "kms:Decrypt",
    "kms:*",
    "sqs:SendMessage",
    "sqs:*Message",
    "*",
];
const RESOURCES = [
    "*",
    "arn:aws:s3:::*",
    BUCKET,
    `${BUCKET}/*`,
    `${BUCKET}/orders/*`,
    `${BUCKET}/\${aws:PrincipalTag/team}/*`,
    `${BUCKET}/\${aws:PrincipalTag/team, 'orders'}/*`,
    "arn:aws:s3:::la?e/orders/x",
    "arn:aws:s3:::LAKE/*",
    KEY,
    `arn:aws:kms:*:${ACCOUNT}:key/*`,
    QUEUE,
    `arn:aws:sqs:*:${ACCOUNT}:*`,
];
const PRINCIPALS = [
    "*",
    { AWS: "*" },
    { AWS: ACCOUNT },
    { AWS: `arn:aws:iam::${ACCOUNT}:root` },
    { AWS: ROLE },
    { AWS: SESSION },
    { AWS: ["arn:aws:iam::444455556666:root", ROLE] },
    { AWS: "arn:aws:iam::444455556666:root" },
    { AWS: "arn:aws:iam::444455556666:role/stranger" },
    { Service: "lambda.amazonaws.com" },
    { Service: ["lambda.amazonaws.com", "events.amazonaws.com"] },
];
const CONDITIONS: readonly Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>[] = [
    { StringEquals: { "aws:PrincipalTag/team": "orders" } },
    { StringEquals: { "aws:PrincipalTag/team": ["orders", "lake"] } },
    { StringNotEquals: { "aws:PrincipalTag/team": ["orders", "lake"] } },
    { StringNotEqualsIfExists: { "aws:PrincipalTag/team": "lake" } },
    { StringEqualsIgnoreCase: { "aws:PrincipalTag/team": "ORDERS" } },
    { StringLike: { "aws:PrincipalTag/team": ["or*", "l?ke"] } },
    { StringNotLike: { "aws:PrincipalTag/team": "or*" } },
    { "ForAllValues:StringEquals": { "aws:TagKeys": ["team", "cost"] } },
    { "ForAnyValue:StringEquals": { "aws:TagKeys": ["team", "cost"] } },
    { "ForAnyValue:StringNotEquals": { "aws:TagKeys": "team" } },
    { "ForAllValues:StringNotLike": { "aws:TagKeys": "te*" } },
    { Null: { "aws:PrincipalTag/team": "true" } },
    { Null: { "aws:TagKeys": "false" }, "ForAllValues:StringLike": { "aws:TagKeys": "*" } },
    { Bool: { "aws:SecureTransport": "false" } },
    { BoolIfExists: { "aws:SecureTransport": "true" } },
    { NumericLessThan: { "aws:MultiFactorAuthAge": "3600" } },
    { NumericGreaterThanEquals: { "aws:MultiFactorAuthAge": "3600" } },
    { DateLessThan: { "aws:CurrentTime": "2026-06-01T00:00:00Z" } },
    { DateGreaterThan: { "aws:CurrentTime": "2026-06-01T00:00:00Z" } },
    { IpAddress: { "aws:SourceIp": ["192.0.2.0/24", "2001:db8::/32"] } },
    { NotIpAddress: { "aws:SourceIp": "192.0.2.0/24" } },
    { ArnLike: { "aws:SourceArn": "arn:aws:events:*:111122223333:rule/*" } },
    { ArnNotEquals: { "aws:SourceArn": "arn:aws:events:eu-west-1:111122223333:rule/orders" } },
    { ArnEquals: { "aws:PrincipalArn": ROLE } },
    { StringEquals: { "aws:PrincipalAccount": ACCOUNT, "aws:ResourceAccount": ACCOUNT } },
    { StringEquals: { "aws:PrincipalTag/team": "${aws:RequestTag/team}" } },
];
const CONTEXTS: Readonly<Record<string, readonly (string | string[])[]>> = {
    "aws:PrincipalTag/team": ["orders", "lake", "Orders", "or*"],
    "aws:RequestTag/team": ["orders", "other"],
    "aws:TagKeys": [["team"], ["team", "cost"], ["other"], ["team", "other"]],
    "aws:SecureTransport": ["true", "false"],
    "aws:MultiFactorAuthAge": ["60", "3600", "7200"],
    "aws:CurrentTime": ["2026-01-01T00:00:00Z", "2026-12-01T00:00:00Z"],
    "aws:SourceIp": ["192.0.2.7", "198.51.100.7", "2001:db8::7"],
    "aws:SourceArn": ["arn:aws:events:eu-west-1:111122223333:rule/orders", "arn:aws:s3:::lake"],
};

const some = <T>(...values: readonly T[]) => fc.subarray([...values], { minLength: 1, maxLength: 2 });
const rarely = (value: string) => fc.constantFrom("", "", "", "", value);

function statement(isGuard: boolean): fc.Arbitrary<object> {
    return fc
        .record({
            Effect: fc.constantFrom("Allow", "Allow", "Allow", "Deny"),
            notAction: rarely("Not"),
            actions: some(...ACTIONS),
            notResource: rarely("Not"),
            resources: some("*", ...RESOURCES),
            Principal: fc.constantFrom(...PRINCIPALS),
            Condition: fc.option(fc.constantFrom(...CONDITIONS), { nil: undefined, freq: 1 }),
        })
        .map(({ Effect, notAction, actions, notResource, resources, Principal, Condition }) => ({
            Effect,
            [`${notAction}Action`]: actions,
            [`${notResource}Resource`]: resources,
            ...(isGuard && { Principal }),
            ...(Condition && { Condition }),
        }));
}

function document(isGuard: boolean): fc.Arbitrary<string> {
    return fc.array(statement(isGuard), { minLength: 1, maxLength: 3 }).map((statements) => documentOf(...statements));
}

/** A role that is mostly allowed something, with or without a boundary, a bucket, a key and a queue, all with policies of any kind. */
export const randomStates: fc.Arbitrary<readonly StateResource[]> = fc
    .record({
        identity: document(false),
        boundary: fc.option(document(false), { nil: undefined }),
        bucket: fc.option(document(true), { nil: undefined }),
        key: document(true),
        queue: fc.option(document(true), { nil: undefined }),
    })
    .map(({ identity, boundary, bucket, key, queue }) =>
        resourcesOf([
            ...roleWith("reader", { policies: [identity], ...(boundary !== undefined && { boundary }) }),
            { type: "aws:s3/bucket:Bucket", props: { bucket: "lake" }, outputs: { arn: BUCKET } },
            { type: "aws:kms/key:Key", props: { policy: key }, outputs: { arn: KEY } },
            { type: "aws:sqs/queue:Queue", props: { name: "orders" }, outputs: { arn: QUEUE, url: URL } },
            ...given("aws:s3/bucketPolicy:BucketPolicy", { bucket: "lake" }, bucket),
            ...given("aws:sqs/queuePolicy:QueuePolicy", { queueUrl: URL }, queue),
        ]),
    );

function given(type: string, props: Subject["props"], policy: string | undefined): Subject[] {
    return policy === undefined ? [] : [{ type, props: { ...props, policy } }];
}

/** A request about one of {@link randomStates}. */
export const randomRequest: fc.Arbitrary<AccessRequest> = fc
    .record({
        principal: fc.constantFrom(ROLE, ROLE, SESSION, SESSION, "lambda.amazonaws.com"),
        asked: fc.constantFrom<readonly string[]>(
            ["s3:GetObject", `${BUCKET}/orders/x`],
            ["s3:GetObject", `${BUCKET}/lake/x`],
            ["s3:ListBucket", BUCKET],
            ["kms:Decrypt", KEY],
            ["sqs:SendMessage", QUEUE],
            ["sqs:PurgeQueue", QUEUE],
        ),
        context: fc
            .tuple(
                ...Object.entries(CONTEXTS).map(([key, values]) =>
                    fc.option(fc.constantFrom(...values).map((value) => [key, value] as const)),
                ),
            )
            .map((pairs) => Object.fromEntries(pairs.filter((pair) => pair !== null))),
    })
    .map(({ principal, asked: [action = "", on = ""], context }) => ({ principal, action, resource: on, context }));
