import { setImmediate } from "node:timers/promises";
import type * as pulumi from "@pulumi/pulumi";

/** https://docs.aws.amazon.com/lambda/latest/api/API_Environment.html */
const VARIABLE = /^[A-Za-z]\w+$/;

/** Variables of a function, which come together until the end of the turn in which it is made. */
export class FunctionEnvironment {
    /** All variables, once no more can come. */
    readonly variables: Promise<Readonly<Record<string, pulumi.Input<string>>>>;
    private readonly known = new Map<string, pulumi.Input<string>>();
    private isClosed = false;

    /** @param subject component and name, the beginning of the messages */
    constructor(
        private readonly subject: string,
        initial: Readonly<Record<string, pulumi.Input<string>>>,
    ) {
        for (const [variable, value] of Object.entries(initial)) this.set(variable, value);
        this.variables = setImmediate().then(() => {
            this.isClosed = true;
            return Object.fromEntries(this.known);
        });
    }

    /**
     * Adds a variable.
     *
     * @throws when Lambda takes no such name, when it is there already, or when the function has been made
     */
    set(variable: string, value: pulumi.Input<string>): void {
        const refuse = (why: string): never => {
            throw new Error(`${this.subject}: the variable '${variable}' ${why}.`);
        };
        if (!VARIABLE.test(variable)) refuse("must begin with a letter, and be two or more letters, digits and '_'");
        if (this.known.has(variable)) refuse("is there twice");
        if (this.isClosed) refuse("comes too late: link while the program runs, not in 'apply' or after 'await'");
        this.known.set(variable, value);
    }
}
