import { readFileSync } from "node:fs";
import type { ResourceRow } from "../row";
import { rows } from "../table";

/** The part of the official provider's schema that is held against rows. */
export interface OfficialSchema {
    readonly resources: Readonly<Record<string, { readonly inputProperties?: Properties }>>;
    readonly types?: Readonly<Record<string, { readonly properties?: Properties }>>;
}

type Properties = Readonly<Record<string, Property>>;

interface Property {
    readonly willReplaceOnChanges?: boolean;
    /** `#/types/<token>` of an object. */
    readonly $ref?: string;
    /** Of an array's. */
    readonly items?: Property;
}

/**
 * Where a row replaces otherwise than the official provider's schema says, a sentence each.
 *
 * @param schema - what `pulumi package get-schema aws` prints
 */
export function unofficial(rows: Iterable<ResourceRow>, schema: OfficialSchema): string[] {
    return [...rows].flatMap(({ type, replaceOn = [] }) => {
        const resource = schema.resources[type];
        if (resource === undefined) return [`${type} is not in the schema.`];
        const theirs = replacing(schema, resource.inputProperties ?? {}, "", new Set());
        const without = (paths: readonly string[], others: readonly string[]) =>
            paths.filter((path) => path !== "region" && !others.includes(path));
        return [
            ...without(theirs, replaceOn).map((path) => `A change of ${path} replaces ${type}, and not in its row.`),
            ...without(replaceOn, theirs).map((path) => `A change of ${path} updates ${type}, and its row replaces.`),
        ];
    });
}

/** The paths whose change replaces; what is below one of them is not told. */
function replacing(schema: OfficialSchema, properties: Properties, at: string, above: ReadonlySet<string>): string[] {
    return Object.entries(properties).flatMap(([name, property]) => {
        if (property.willReplaceOnChanges === true) return [`${at}${name}`];
        const token = (property.items ?? property).$ref?.replace("#/types/", "");
        if (token === undefined || above.has(token)) return [];
        const below = schema.types?.[token]?.properties ?? {};
        return replacing(schema, below, `${at}${name}.`, new Set([...above, token]));
    });
}

/** Says where the rows differ from the schema in a file, or how to get one. */
function main([file]: readonly string[]): void {
    if (file === undefined) {
        console.log(
            "Not compared with the official provider, whose schema is not given. Where its plugin is installed:\n" +
                "pulumi package get-schema aws > schema.json && npm run facts -- schema.json",
        );
        return;
    }
    const differing = unofficial(rows.values(), JSON.parse(readFileSync(file, "utf8")) as OfficialSchema);
    console.log(differing.length === 0 ? "The rows replace as the official provider does." : differing.join("\n"));
    if (differing.length > 0) process.exitCode = 1;
}

if (require.main === module) main(process.argv.slice(2));
