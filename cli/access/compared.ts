import { readState } from "../../policies/check/state";
import { accessOf } from "./access";
import { changesOf, type AccessChanges } from "./changes";
import type { Access } from "./permission";
import { selected, type Selection } from "./selection";

/** Text of each layer's state export, by layer. */
type States = ReadonlyMap<string, string>;

/** Who may do what in an environment of which these are the states. */
export function accessIn(states: States): Access {
    return accessOf([...states].flatMap(([layer, text]) => readState(text, `The state of '${layer}'`).resources));
}

/**
 * What of it one has that the other has not.
 *
 * @throws UsageError when nobody, or nothing, has a name that is asked for in either
 */
export function accessChanges(before: States, after: States, selection: Selection = {}): AccessChanges {
    const [base, head] = [accessIn(before), accessIn(after)];
    const known = {
        permissions: [...base.permissions, ...head.permissions],
        undecided: [...base.undecided, ...head.undecided],
        resources: new Map([...base.resources, ...head.resources]),
    };
    return changesOf(selected(base, known, selection), selected(head, known, selection));
}
