import { isScopable } from "../../policies/aws/iam/scope";
import { serviceIn } from "../../policies/aws/iam/evaluation/request";
import { overlap } from "../../policies/aws/iam/evaluation/reach";
import { hasWildcard } from "../../policies/aws/iam/pattern";
import { matchesGlob } from "../../policies/framework/glob";
import { UsageError } from "../errors";
import type { Access, AccessPart, Permission } from "./permission";

/** What is asked for. */
export interface Selection {
    /** Names or ARNs of who may, in which `*` stands for any characters. @default - everybody */
    readonly principal?: readonly string[];
    /** Names or ARNs of what is done something to. @default - everything */
    readonly resource?: readonly string[];
}

/** Where the names that can be asked for come from. */
type Known = Pick<Access, "permissions" | "undecided" | "resources">;

/**
 * Of `part` what is asked for.
 *
 * @param known what names are looked up in: for changes all of both revisions
 * @throws UsageError when nobody, or nothing, has such a name
 */
export function selected(part: AccessPart, known: Known, { principal, resource }: Selection): AccessPart {
    const onWhat =
        resource === undefined
            ? part
            : onResources(
                  part,
                  resource.flatMap((text) => arnsOf(known, text)),
              );
    return principal === undefined ? onWhat : byPrincipals(onWhat, known, principal);
}

function byPrincipals(part: AccessPart, known: Known, texts: readonly string[]): AccessPart {
    for (const text of texts) {
        if (
            known.permissions.some((each) => isBy(each, text)) ||
            known.undecided.some((each) => isCalled(each.principal, text))
        )
            continue;
        const names = [...known.permissions, ...known.undecided].flatMap((each) => each.principal ?? []);
        throw new UsageError(`Nobody is called '${text}', by name or ARN.${near(text, names)}`);
    }
    // What uses a role in one of two revisions only is asked for in both.
    const asked = known.permissions.filter((each) => texts.some((text) => isBy(each, text)));
    const principals = new Set(asked.map(({ principal }) => principal));
    const own = part.permissions.filter(({ principal }) => principals.has(principal));
    // What is said of everybody is said of whom is asked for.
    const general = part.permissions.filter(
        (each) =>
            each.principal.startsWith("everybody") &&
            !own.includes(each) &&
            (each.effect === "allow" || own.some((one) => concern(one, each))),
    );
    return {
        permissions: [...own, ...general],
        undecided: part.undecided.filter(({ principal }) => texts.some((text) => isCalled(principal, text))),
    };
}

/** Whether two are about the same: as far as their resources and the services of their actions tell. */
function concern(one: Permission, other: Permission): boolean {
    const services = new Set(one.actions.map(serviceIn));
    const isShared = (action: string) => services.has(serviceIn(action)) || hasWildcard(serviceIn(action));
    return overlap(one.arn, other.arn) && other.actions.some(isShared);
}

function isBy({ principal, principalArn, usedBy }: Permission, text: string): boolean {
    return [principal, principalArn, ...usedBy].some((name) => isCalled(name, text));
}

/** By the whole name, or without its kind: `role place-order`, `place-order`. */
function isCalled(name: string | undefined, text: string): boolean {
    return name !== undefined && [name, plain(name)].some((each) => matchesGlob(text, each));
}

/** The ARNs that a text stands for: its own, or those of resources with such a name. */
function arnsOf({ resources, permissions }: Known, text: string): string[] {
    const named = [...resources]
        .filter(([arn, name]) => isCalled(name, text) || matchesGlob(text, arn))
        .map(([arn]) => arn);
    if (text.startsWith("arn:")) return [...named, text];
    if (named.length > 0) return named;
    const patterns = permissions.filter(({ resource }) => isCalled(resource, text)).map(({ arn }) => arn);
    if (patterns.length > 0) return patterns;
    throw new UsageError(`Nothing is called '${text}', by name or ARN.${near(text, [...resources.values()])}`);
}

/** What is about one of some resources, or about something in it. */
function onResources({ permissions, undecided }: AccessPart, arns: readonly string[]): AccessPart {
    const isAbout = (pattern: string) =>
        arns.some((arn) => [arn, `${arn}/*`, `${arn}:*`].some((each) => overlap(pattern, each)));
    const services = new Set(
        arns.map(serviceIn).flatMap((service) => (service === "iam" ? ["iam", "sts"] : [service])),
    );
    return {
        permissions: permissions.flatMap((permission) => {
            if (!isAbout(permission.arn)) return [];
            const actions = permission.actions.filter((action) => isOn(action, permission.arn, services));
            return actions.length === 0 ? [] : [{ ...permission, actions }];
        }),
        undecided,
    };
}

/** Whether an action can be about resources of some services. */
function isOn(action: string, pattern: string, services: ReadonlySet<string>): boolean {
    const service = serviceIn(action);
    if (/^everything but /.test(action) || hasWildcard(service)) return true;
    return services.has(service) && (pattern !== "*" || isScopable(action));
}

/** Names that have a word of one that is not there, or are in it; those of its length first. */
function near(text: string, names: readonly string[]): string {
    const parts = text
        .toLowerCase()
        .split(/[^a-z0-9]+/)
        .filter(({ length }) => length > 2);
    const distance = (name: string) => Math.abs(plain(name).length - text.length);
    const found = [...new Set(names)]
        .filter((name) => text.includes(plain(name)) || parts.some((part) => name.toLowerCase().includes(part)))
        .sort((one, other) => distance(one) - distance(other) || (one < other ? -1 : 1));
    if (found.length === 0) return " Without the option, all are told.";
    const more = found.length - NEAR;
    return ` Near it: ${found.slice(0, NEAR).join(", ")}${more > 0 ? ` and ${more} more` : ""}.`;
}

/** `role place-order` → `place-order` */
function plain(name: string): string {
    return name.replace(/^[a-z ]+ (?=\S+$)/, "");
}

const NEAR = 8;
