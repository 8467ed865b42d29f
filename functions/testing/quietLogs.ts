import { logger } from "../shared/observability";

/** Silences the logger for the tests of the `describe` block that calls it. */
export function quietLogs(): void {
    const level = logger.getLevelName();
    before(() => logger.setLogLevel("SILENT"));
    after(() => logger.setLogLevel(level));
}
