import { delimiter, dirname, join } from "node:path";
import type { Endpoint, ServiceUrl } from "../provider/clients";
import { nodeDirectory } from "../shared/paths";
import { answering } from "./answering";
import { motoServices } from "./motoServices";

/** The account of everything in the embedded environment. */
export const localAccount = "000000000000";

/**
 * The emulators' endpoint with root credentials, for SDK clients.
 *
 * @param motoUrl - @default - none: for who calls nothing that moto serves
 */
export function endpointOf(url: string, region: string, motoUrl?: ServiceUrl): Endpoint {
    const services = motoUrl === undefined ? {} : Object.fromEntries(motoServices.map((id) => [id, motoUrl]));
    return { url, services, region, credentials: { accessKeyId: "test", secretAccessKey: "test" } };
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
        // A burst leaves a process of about 75 MB for each call that ran at once; functions are quick to start again.
        LAMBDA_WARM_TTL_SECONDS: "30",
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
export function healthy(url: string, alive: () => boolean | Promise<boolean>, seconds: number): Promise<void> {
    return answering("The emulator", `${url}/_ministack/ready`, alive, seconds);
}
