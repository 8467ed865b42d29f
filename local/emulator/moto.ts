import { delimiter, dirname } from "node:path";
import { answering } from "./answering";
import { localAccount } from "./ministack";

/** moto's whole environment: as with MiniStack, the user's own variables stay out. */
export function motoEnvironment(python: string, directory: string): NodeJS.ProcessEnv {
    return {
        PATH: [dirname(python), process.env.PATH].join(delimiter),
        HOME: directory,
        LANG: "C.UTF-8",
        PYTHONDONTWRITEBYTECODE: "1",
        MOTO_ACCOUNT_ID: localAccount,
        // Web pages of others are not to read it.
        MOTO_DISABLE_GLOBAL_CORS: "true",
    };
}

/**
 * Waits until moto listens; calls wait until it remembers, too.
 *
 * @throws When it has not after `seconds`, or `alive` says that its process is gone.
 */
export function motoHealthy(url: string, alive: () => boolean | Promise<boolean>, seconds: number): Promise<void> {
    return answering("moto", `${url}/ready`, alive, seconds);
}
