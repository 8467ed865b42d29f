/** What the `platform` command's exit codes mean. */
export const EXIT = {
    ok: 0,
    /** A layer failed, or a mandatory policy was violated. */
    failed: 1,
    /** Wrong usage or configuration; nothing was started. */
    usage: 2,
    /** Another run holds the environment. */
    locked: 3,
    /** Interrupted; what ran was cancelled and recorded. */
    interrupted: 130,
} as const;

/** The exit codes as `--help` prints them. */
export const EXIT_CODES_HELP = `
Exit codes:
  0    done
  1    a layer failed, or a mandatory policy was violated
  2    wrong usage or configuration; nothing was started
  3    another run holds the environment
  130  interrupted; the running layers were cancelled`;

/** An error whose message is meant for the user as it is: it names the subject and the remedy. */
export class PlatformError extends Error {
    constructor(
        message: string,
        /** @default EXIT.failed */
        readonly exitCode: number = EXIT.failed,
    ) {
        super(message);
        this.name = "PlatformError";
    }
}

/** A {@link PlatformError} about how the command was called or what a configuration file says. */
export class UsageError extends PlatformError {
    constructor(message: string) {
        super(message, EXIT.usage);
        this.name = "UsageError";
    }
}
