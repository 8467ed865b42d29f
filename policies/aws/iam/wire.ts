import type { Reading } from "../../framework/reading";
import type { StackResource } from "../../framework/stack";

/** Something that a function is connected to. */
export interface Wire {
    /** How, as a part of a sentence. */
    readonly by: string;
    /** What is at the other end. @default - nothing in particular: the connection needs the actions on whatever there is */
    readonly target?: Reading<string>;
    /** Actions without which the connection fails; of those in one list one is enough. Empty when only the code knows. */
    readonly needed: readonly (readonly string[])[];
    /** Actions that go with it besides. @default - whatever uses the target's data */
    readonly usual?: readonly string[];
    /** The event source mapping that needs it. @default - something else does */
    readonly source?: StackResource;
}
