import type { Reading } from "../../framework/reading";

/** An ARN that a resource hands something to. */
export interface Receiver {
    readonly service: string;
    /** Property that names nobody but receivers. @default - one that may name others as well */
    readonly property?: string;
    readonly to: Reading<unknown>;
    /** ARN of the sender. @default - not known */
    readonly source?: Reading<unknown>;
}
