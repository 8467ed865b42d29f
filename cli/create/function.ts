import { withLine, type Creation } from "./creation";
import { kebabCase, requireName } from "./names";

/** A function whose use case is plain code, with an entry point for Lambda. */
export function newFunction(name: string): Creation {
    // Two words are never a word of the language.
    requireName("function", name, /^[a-z]+[A-Z][a-zA-Z0-9]*$/, "two words or more, such as 'exportOrders'");
    const folder = `functions/${name}`;
    return {
        files: {
            [`${folder}/handler.ts`]: handler(name),
            [`${folder}/${name}.ts`]: useCase(name),
            [`${folder}/${name}.spec.ts`]: spec(name),
        },
        changes: {
            "components/compute/functionBundles.spec.ts": (text) =>
                withLine(text, "CALLS", `${name}: { event: { items: ["a"] }, answer: /"handled":1/ },`),
        },
        next: [
            `Say in ${folder}/handler.ts what starts the function, and make there the clients that the use case gets; one that has to translate an event gets an adapter.ts.`,
            `functions/README.md: its row; components/compute/functionBundles.spec.ts: an event that it answers without AWS.`,
            `In the layer of its trigger: new ServerlessFunction("${kebabCase(name)}", { function: "${name}", … }), its grants, and publishedFunction in the contract.`,
            `stacks/monitoring/layer.ts: its alarms.`,
            `npx mocha ${folder}/${name}.spec.ts components/compute/functionBundles.spec.ts`,
        ],
    };
}

function handler(name: string): string {
    return `/**
 * What starts the function and what it is for, in one paragraph.
 */
import { observed } from "../shared/observability";
import { ${name}, type Task } from "./${name}";

/** Entry point for Lambda. */
export const handler = observed((task: Task) => Promise.resolve(${name}(task)));
`;
}

function useCase(name: string): string {
    return `/** What of the event counts here. */
export interface Task {
    readonly items: readonly string[];
}

/** Handles each item once. Plain code: what it needs of AWS it gets as an argument. */
export function ${name}({ items }: Task): { readonly handled: number } {
    return { handled: new Set(items).size };
}
`;
}

function spec(name: string): string {
    return `import assert from "node:assert/strict";
import { ${name} } from "./${name}";

describe("${name}", () => {
    it("handles each item once", () => {
        assert.deepEqual(${name}({ items: ["a", "b", "a"] }), { handled: 2 });
    });
});
`;
}
