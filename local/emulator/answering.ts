import pWaitFor from "p-wait-for";

/**
 * Waits until an address answers with 200.
 *
 * @param subject - who answers there, the beginning of the messages
 * @throws When it has not after `seconds`, or `alive` says that its process is gone.
 */
export async function answering(
    subject: string,
    address: string,
    alive: () => boolean | Promise<boolean>,
    seconds: number,
): Promise<void> {
    const answers = async () => {
        const answer = await fetch(address, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
        if (!(await alive())) throw new Error(`${subject} ended while it was starting.`);
        return answer?.status === 200;
    };
    const message = `${subject} did not answer within ${seconds} s.`;
    await pWaitFor(answers, { interval: 50, timeout: { milliseconds: seconds * 1_000, message } });
}
