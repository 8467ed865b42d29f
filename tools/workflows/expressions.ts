import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type * as Library from "@actions/expressions";
import type { data } from "@actions/expressions";

/** What expressions may ask for by name: `github`, `needs`, `steps` and so on. */
export type Contexts = Readonly<Record<string, unknown>>;

/** How the job has gone so far. */
export type Status = "success" | "failure" | "skipped";

const STATUS_FUNCTIONS = ["success", "failure", "cancelled", "always"] as const;
const STATUS_CALL = new RegExp(`\\b(${STATUS_FUNCTIONS.join("|")})\\s*\\(`, "i");
const ONE_EXPRESSION = /^\s*\$\{\{((?:(?!\}\}).)*)\}\}\s*$/s;

interface Function {
    readonly name: string;
    readonly minArgs: number;
    readonly maxArgs: number;
    readonly call: (...args: data.ExpressionData[]) => data.ExpressionData;
}

/** Evaluates what stands in a workflow as GitHub does, by its own library. */
export class Expressions {
    private constructor(private readonly library: typeof Library) {}

    /** The library is a module of the kind that cannot be required. */
    static async load(): Promise<Expressions> {
        return new Expressions(await import("@actions/expressions"));
    }

    /** A text with its expressions replaced by their values. */
    text(text: unknown, contexts: Contexts): string {
        return String(text).replace(/\$\{\{(.*?)\}\}/gs, (_, expression: string) =>
            this.evaluate(expression, contexts).coerceString(),
        );
    }

    /** A value that is one expression, such as a flag, or has such values in it, such as a matrix. */
    value(value: unknown, contexts: Contexts): unknown {
        if (Array.isArray(value)) return value.map((each) => this.value(each, contexts));
        if (typeof value === "object" && value !== null)
            return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, this.value(each, contexts)]));
        if (typeof value !== "string") return value;
        const [, expression] = ONE_EXPRESSION.exec(value) ?? [];
        if (expression === undefined) return this.text(value, contexts);
        return JSON.parse(JSON.stringify(this.evaluate(expression, contexts), this.library.data.replacer));
    }

    /** Whether an `if` is met. Without a status function in it, everything before has to have gone well. */
    isMet(condition: string | boolean | undefined, contexts: Contexts, status: Status): boolean {
        const text = String(condition ?? true);
        const [, expression = text] = ONE_EXPRESSION.exec(text) ?? [];
        const whole = STATUS_CALL.test(expression) ? `!!(${expression})` : `success() && !!(${expression})`;
        return this.evaluate(whole, contexts, status).coerceString() === "true";
    }

    private evaluate(expression: string, contexts: Contexts, status: Status = "success"): data.ExpressionData {
        const { data, Evaluator, Lexer, Parser } = this.library;
        const functions: Function[] = STATUS_FUNCTIONS.map((name) => ({
            ...{ name, minArgs: 0, maxArgs: 0 },
            call: () => new data.BooleanData(name === "always" || name === status),
        }));
        const { workspace = "." } = (contexts.github ?? {}) as { workspace?: string };
        const hashFiles = (pattern: data.ExpressionData) => {
            const files = globSync(pattern.coerceString(), { cwd: workspace }).map((file) =>
                readFileSync(join(workspace, file)),
            );
            return new data.StringData(
                files.length === 0 ? "" : createHash("sha256").update(Buffer.concat(files)).digest("hex"),
            );
        };
        functions.push({ name: "hashfiles", minArgs: 1, maxArgs: 1, call: hashFiles });
        const parser = new Parser(new Lexer(expression).lex().tokens, Object.keys(contexts), functions);
        const values = JSON.parse(JSON.stringify(contexts), data.reviver) as data.Dictionary;
        return new Evaluator(parser.parse(), values, new Map(functions.map((each) => [each.name, each]))).evaluate();
    }
}
