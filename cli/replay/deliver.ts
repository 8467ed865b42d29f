import { InvokeCommand, type LambdaClient } from "@aws-sdk/client-lambda";
import { z } from "zod";
import type { Letter } from "./letters";
import type { Deliver } from "./replay";

/** What a function answers that failed. */
const errorSchema = z.looseObject({ errorMessage: z.string() });

/** What a consumer of a stream or a queue answers. */
const batchSchema = z.looseObject({ batchItemFailures: z.array(z.unknown()) });

/**
 * Invokes the function that a letter is for, and waits for its answer.
 *
 * @param consumers functions by the ARN of the stream that they are fed
 */
export function lambdaDelivery(lambda: LambdaClient, consumers: ReadonlyMap<string, string>): Deliver {
    return async (letter) => {
        const { FunctionError, Payload } = await lambda.send(
            new InvokeCommand({ FunctionName: functionOf(letter, consumers), Payload: JSON.stringify(letter.event) }),
        );
        const answer = answerIn(Payload);
        if (FunctionError !== undefined) {
            const told = errorSchema.safeParse(answer);
            throw new Error(`the function failed: ${told.success ? told.data.errorMessage : FunctionError}`);
        }
        const batch = batchSchema.safeParse(answer);
        const failures = batch.success ? batch.data.batchItemFailures.length : 0;
        if (failures > 0) throw new Error(`the function could not handle ${failures} of its records; its log says why`);
    };
}

function functionOf({ addressee }: Letter, consumers: ReadonlyMap<string, string>): string {
    if ("function" in addressee) return addressee.function;
    const found = consumers.get(addressee.stream);
    if (found === undefined) throw new Error(`no function is fed ${addressee.stream} any more`);
    return found;
}

function answerIn(payload: Uint8Array | undefined): unknown {
    const text = payload === undefined ? "" : Buffer.from(payload).toString();
    return text === "" ? undefined : (JSON.parse(text) as unknown);
}
