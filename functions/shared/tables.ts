/**
 * The keys of the tables, as the functions use them. Plain data without imports: the data layer builds the tables
 * from it, so that code and table cannot disagree.
 */

/** Orders: one partition for each customer, so that nobody reads another's order and a customer's orders are one query. */
export const ordersTable = {
    /** `sub` of the customer's token. String. */
    hashKey: "customerId",
    /** UUID of the order. String. */
    rangeKey: "orderId",
    /** What the stream of changes must carry: consumers need the order before and after. */
    streamViewType: "NEW_AND_OLD_IMAGES",
    /** No secondary index: every access so far is by key. */
    indexes: [],
} as const;

/** Powertools' idempotency records (https://docs.aws.amazon.com/powertools/typescript/latest/features/idempotency/). */
export const idempotencyTable = {
    /** Function and hash of the key. String. */
    hashKey: "id",
    /** Time to live, seconds since 1970. */
    ttlAttribute: "expiration",
} as const;
