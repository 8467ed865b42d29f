/** Stands in for an AWS SDK client: records the commands and answers them. `Input` is what the commands under test carry. */
export class FakeClient<Client, Input = object> {
    readonly sent: { readonly name: string; readonly input: Input }[] = [];
    /** What may end each command, in order. */
    readonly abortSignals: (AbortSignal | undefined)[] = [];

    /** @param answer the service's answer to a command; throws what the service would */
    constructor(public answer: (input: Input) => object = () => ({})) {}

    /** For the code under test. */
    get client(): Client {
        const send = async (command: { input: Input }, options?: { abortSignal?: AbortSignal }) => {
            this.abortSignals.push(options?.abortSignal);
            this.sent.push({ name: command.constructor.name, input: command.input });
            return Promise.resolve(this.answer(command.input));
        };
        return { send } as Client;
    }
}
