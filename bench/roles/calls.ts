import type { Clients } from "../../local/provider/clients";

/** One request to the emulator. */
export interface Call {
    /** The SDK's name of the service: `EC2`. */
    readonly service: string;
    /** `CreateVpc`. */
    readonly operation: string;
    readonly input: Readonly<Record<string, unknown>>;
    /** Why it was refused. @default - it was not, whatever else came of it */
    readonly refused?: string;
}

/** What of a client is used here; each service's has types of its own. */
interface Stack {
    readonly middlewareStack: {
        add(
            middleware: (
                next: (args: { input: Record<string, unknown> }) => Promise<unknown>,
                context: { clientName?: string; commandName?: string },
            ) => (args: { input: Record<string, unknown> }) => Promise<unknown>,
            options: { step: "initialize" },
        ): void;
    };
}

/** Tells of each call of the clients. */
export function recorded(clients: Clients, tell: (call: Call) => void): Clients {
    const watch = (make: () => Stack) => {
        let client: Stack | undefined;
        return () => (client ??= watched(make(), tell));
    };
    return Object.fromEntries(
        Object.entries(clients).map(([name, make]) => [
            name,
            typeof make === "function" ? watch(make as () => never) : make,
        ]),
    ) as unknown as Clients;
}

function watched(client: Stack, tell: (call: Call) => void): Stack {
    client.middlewareStack.add(
        (next, { clientName = "", commandName = "" }) =>
            async (args) => {
                const call = {
                    service: clientName.replace(/Client$/, ""),
                    operation: commandName.replace(/Command$/, ""),
                    input: withoutCode(args.input),
                };
                try {
                    const answer = await next(args);
                    tell(call);
                    return answer;
                } catch (error) {
                    const { message } = error as Error;
                    tell(/not authorized/i.test(message) ? { ...call, refused: message } : call);
                    throw error;
                }
            },
        { step: "initialize" },
    );
    return client;
}

/** A function's code says nothing here, and is large. */
function withoutCode(input: Record<string, unknown>): Record<string, unknown> {
    return Object.fromEntries(Object.entries(input).filter(([name]) => name !== "Code"));
}
