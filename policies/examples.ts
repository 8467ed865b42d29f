import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Rule } from "./framework/rule";

const FOLDER = join(__dirname, "fixtures");

/** Code that shows how to meet a rule. */
interface Examples {
    /** With plain `@pulumi/aws`. */
    readonly aws: string;
    /** With this project's component. @default - the rule names none */
    readonly component?: string;
}

/** The code that a rule's examples name. */
export function examplesOf({ examples }: Pick<Rule, "examples">): Examples {
    const isPlain = (name: string) => /^(aws|pulumi)\./.test(name);
    const codeOf = (names: readonly string[]) => [...new Set(names.map((name) => exampleNamed(name)))].join("\n");
    const components = examples.filter((name) => !isPlain(name));
    return {
        aws: codeOf(examples.filter(isPlain)),
        ...(components.length > 0 && { component: codeOf(components) }),
    };
}

/**
 * The statements that stand together and make a resource, as they are in the fixtures.
 *
 * @param name as rules name their examples
 */
export function exampleNamed(name: string): string {
    const [made = "", called = '[^"]+'] = name.split(" ");
    const pattern = new RegExp(`new ${made.replaceAll(".", "\\.")}\\(\\s*"${called}"`);
    const found = paragraphs().find((each) => pattern.test(each));
    if (found === undefined) throw new Error(`The example '${name}' is not in policies/fixtures.`);
    return found.replace(/^export /gm, "");
}

let read: readonly string[] | undefined;

function paragraphs(): readonly string[] {
    return (read ??= readdirSync(FOLDER)
        .sort()
        .flatMap((file) => readFileSync(join(FOLDER, file), "utf8").trim().split(/\n\n+/)));
}
