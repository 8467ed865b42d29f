import {
    BOUNDARY_LOGGING_ACTIONS,
    BOUNDARY_RESOURCE_ACTIONS,
    BOUNDARY_UNSCOPED_ACTIONS,
} from "../identity/boundaryActions";
import { arnsOf, type Surroundings } from "./scopes";

/** Kinds of resources on which the actions of a service act, by the service. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
    dynamodb: ["dynamodb:table", "dynamodb:index", "dynamodb:stream"],
    firehose: ["firehose:deliverystream"],
    kinesis: ["kinesis:stream"],
    lambda: ["lambda:function"],
    logs: ["logs:log-group"],
    sqs: ["sqs:queue"],
};

/**
 * Buckets that roles of layers use, by what the program calls them. A pattern of all names would take keys for names: `*` stands for
 * slashes, too, and who writes `<bucket of dev>/x-pr-1-0123456/y` would be let.
 */
const BUCKETS = ["lake"];

/**
 * Of CloudWatch Logs, only ARNs that go on behind the group's name, as it asks for them: else the name of a stream, in any group, could
 * stand for the group's.
 */
const isWhole = (service: string) => (arn: string) => service !== "logs" || arn.endsWith(":*");

/** Actions of CloudWatch Logs of which AWS asks for all groups. */
const LISTS = ["logs:DescribeLogGroups"];

/**
 * The permissions boundary for roles of environments of requests: what that of other environments lets roles do
 * (`PermissionsBoundary`), on what is a request's by its name or tag only.
 *
 * @param surroundings - of requests, see `ofRequests`
 * @returns the document as JSON
 */
export function requestsBoundary(surroundings: Surroundings): string {
    const { accountId, environment, names, partition } = surroundings;
    const inAccount = { StringEquals: { "aws:ResourceAccount": accountId } };
    const all = [...BOUNDARY_RESOURCE_ACTIONS, ...BOUNDARY_LOGGING_ACTIONS].filter((action) => !LISTS.includes(action));
    const of = (service: string) => all.filter((action) => action.startsWith(`${service}:`));
    const named = Object.entries(KINDS).map(([service, kinds]) => ({
        Effect: "Allow",
        Action: of(service),
        Resource: kinds.flatMap((kind) => arnsOf(kind, surroundings).named).filter(isWhole(service)),
    }));
    const buckets = BUCKETS.map((name) => `arn:${partition}:s3:::${names.replace("*", name)}`);
    return JSON.stringify({
        Version: "2012-10-17",
        Statement: [
            ...named,
            {
                Effect: "Allow",
                Action: of("s3"),
                Resource: buckets.flatMap((bucket) => [bucket, `${bucket}/*`]),
                Condition: inAccount,
            },
            {
                Effect: "Allow",
                Action: of("kms"),
                Resource: arnsOf("kms:key", surroundings).tagged,
                Condition: { StringLike: { "aws:ResourceTag/environment": environment } },
            },
            { Effect: "Allow", Action: [...BOUNDARY_UNSCOPED_ACTIONS, ...LISTS], Resource: "*" },
        ],
    });
}
