import { isKnown, reading, readingsOf, type Reading } from "../../framework/reading";
import type { StackResource, StackView } from "../../framework/stack";
import { isInternet } from "./ingress";

const LIST = "aws:ec2/managedPrefixList:ManagedPrefixList";
const ENTRY = "aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry";

const ENTRIES = { types: [ENTRY], property: "prefixListId", identities: ["id"] };

/** Types of prefix lists, and of what adds blocks to them. */
export const PREFIX_LIST_TYPES = [LIST, ENTRY] as const;

type Entries = readonly { readonly cidr: string }[] | undefined;

/**
 * A block of the internet's size in a prefix list, if there is one. A list is known by its id, or by the references of the property
 * that names it. One that is not of the stack is not known: it may be AWS's own, none of which is the internet, or anybody's.
 */
export function internetIn(
    stack: StackView,
    list: Reading<string>,
    { resource, property }: { readonly resource: StackResource; readonly property: string },
): Reading<string | undefined> {
    const lists = stack.ofType(LIST);
    const candidates = lists.filter(({ urn, outputs }) => {
        const id = reading(() => outputs.id as unknown);
        return list.known && id.known && id.value !== undefined
            ? id.value === list.value
            : resource.referencesOf(property).includes(urn);
    });
    const found = candidates.map((candidate) => largestIn(stack, candidate));
    const [first] = found;
    if (first === undefined) return list.known ? { known: false, path: `${property} ${list.value}` } : list;
    // Which of several lists an id that is not known yet will be, nothing tells.
    const alike = found.every((each) => each.known && (each.value === undefined) === (first.known && !first.value));
    return alike || found.length === 1 ? first : { known: false, path: list.known ? property : list.path };
}

function largestIn(stack: StackView, list: StackResource): Reading<string | undefined> {
    const entries = reading(() => list.props.entries as Entries);
    const blocks = [
        ...(entries.known
            ? readingsOf(entries.value).map((entry) => (entry.known ? reading(() => entry.value.cidr) : entry))
            : [entries]),
        ...stack.referrersTo(list, ENTRIES).map(({ props }) => reading(() => String(props.cidr))),
    ];
    const open = blocks.filter(isKnown).find(({ value }) => isInternet(value));
    const unknown = blocks.find((block) => !block.known);
    return open ?? (unknown?.known === false ? unknown : { known: true, value: undefined });
}
