import { delimiter, dirname, join } from "node:path";
import pWaitFor from "p-wait-for";
import type { Endpoint } from "../provider/clients";
import { nodeDirectory } from "../shared/paths";

/** The account of everything in the embedded environment. */
const localAccount = "000000000000";

/** The emulator's endpoint with root credentials, for SDK clients. */
export function endpointOf(url: string, region: string): Endpoint {
    return { url, region, credentials: { accessKeyId: "test", secretAccessKey: "test" } };
}

/** Where one MiniStack listens and keeps its data. */
export interface Settings {
    readonly python: string;
    readonly port: number;
    readonly region: string;
    /** Its own folder: state, objects, unpacked functions. */
    readonly directory: string;
    /** Whether memory outlives the process. */
    readonly persist: boolean;
}

/**
 * MiniStack's whole environment. The user's own variables stay out, since MiniStack hands its environment to every
 * function: no AWS profile, proxy or token of the user reaches them.
 */
export function environmentOf(settings: Settings): NodeJS.ProcessEnv {
    const { directory, persist } = settings;
    return {
        PATH: [nodeDirectory, dirname(settings.python), process.env.PATH].join(delimiter),
        HOME: directory,
        LANG: "C.UTF-8",
        // Nothing is compiled into the sources' folder.
        PYTHONDONTWRITEBYTECODE: "1",
        TMPDIR: join(directory, "tmp"),
        GATEWAY_PORT: String(settings.port),
        BIND_HOST: "127.0.0.1",
        MINISTACK_REGION: settings.region,
        MINISTACK_ACCOUNT_ID: localAccount,
        // Functions are held to their role's policies.
        AUTH: "true",
        // Two servers nobody here uses, which would open ports on every interface.
        SFTP_ENABLED: "0",
        IOT_MTLS_ENABLED: "0",
        PERSIST_STATE: persist ? "1" : "0",
        S3_PERSIST: persist ? "1" : "0",
        STATE_DIR: join(directory, "state"),
        S3_DATA_DIR: join(directory, "objects"),
    };
}

/**
 * Waits until MiniStack answers.
 *
 * @throws When it has not after `seconds`, or `alive` says that its process is gone.
 */
export async function healthy(url: string, alive: () => boolean | Promise<boolean>, seconds: number): Promise<void> {
    const answers = async () => {
        const answer = await fetch(`${url}/_ministack/ready`, { signal: AbortSignal.timeout(2_000) }).catch(
            () => undefined,
        );
        if (!(await alive())) throw new Error("The emulator ended while it was starting.");
        return answer?.status === 200;
    };
    const message = `The emulator did not answer within ${seconds} s.`;
    await pWaitFor(answers, { interval: 50, timeout: { milliseconds: seconds * 1_000, message } });
}
