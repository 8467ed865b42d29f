import * as fc from "fast-check";
import type { CallAnswer } from "./fakeReceiver";

/** Any answer to a call: it takes all records, fails as a whole, or refuses some. */
export const callAnswers: fc.Arbitrary<CallAnswer> = fc.oneof(
    fc.constant<CallAnswer>("ok"),
    fc.constant<CallAnswer>(new Error("failed as a whole")),
    fc.infiniteStream(fc.boolean()).map(
        (coins): CallAnswer =>
            () =>
                coins.next().value ? "Throttled" : undefined,
    ),
);
