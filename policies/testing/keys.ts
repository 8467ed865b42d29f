import { documentText } from "./documents";
import { subjectsOf } from "./harness";

/** Region and account of all that stands here. */
export const PLACE = "eu-west-1:111122223333";
/** A key of the account. */
export const KEY = `arn:aws:kms:${PLACE}:key/1`;
export const QUEUE = `arn:aws:sqs:${PLACE}:orders`;
export const TOPIC = `arn:aws:sns:${PLACE}:incidents`;
export const ROLE = "arn:aws:iam::111122223333:role/worker";

/** A statement of a key's policy, for what senders need unless it says otherwise. */
export const allow = (
    Principal: unknown,
    Action: unknown = ["kms:GenerateDataKey*", "kms:Decrypt"],
    Condition?: object,
) => ({
    Effect: "Allow",
    Principal,
    Action,
    Resource: "*",
    ...(Condition === undefined ? {} : { Condition }),
});

/** Leaves it to the account. */
export const account = allow({ AWS: "arn:aws:iam::111122223333:root" }, "kms:*");

/** The key, with its policy as it is given. */
export const key = (policy?: unknown) =>
    subjectsOf("aws:kms/key:Key")(policy === undefined ? {} : { policy }, {
        name: "data",
        outputs: { arn: KEY, keyId: "1", id: "1" },
    });

/** The key with statements. */
export const keyOf = (...statements: object[]) => key(documentText(...statements));

/** A queue that a key encrypts. */
export const queue = (kmsMasterKeyId: unknown = KEY) =>
    subjectsOf("aws:sqs/queue:Queue")({ kmsMasterKeyId }, { name: "orders", outputs: { arn: QUEUE } });

/** A topic that the key encrypts. */
export const topic = subjectsOf("aws:sns/topic:Topic")(
    { kmsMasterKeyId: KEY },
    { name: "incidents", outputs: { arn: TOPIC } },
);

/** A denial, of everybody unless it says otherwise. */
export const deny = (Action: unknown, more: object = { Principal: "*" }, Condition?: object) => ({
    Effect: "Deny",
    Action,
    Resource: "*",
    ...more,
    Condition,
});

/** The findings about somebody who may neither encrypt nor decrypt. */
export const both = (user: string) => [`User::${user}#kms:GenerateDataKey`, `User::${user}#kms:Decrypt`] as const;
