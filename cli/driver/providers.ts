import { existsSync } from "node:fs";
import { join } from "node:path";
import { serveAwsx } from "../../local/awsx";
import { createClients, type Endpoint } from "../../local/provider/clients";
import type * as answers from "../../local/provider/functions";
import { functions } from "../../local/provider/functions";
import { doctorReport } from "../../local/provider/report";
import { ProviderServer } from "../../local/provider/server";
import type * as table from "../../local/provider/table";
import { rows } from "../../local/provider/table";
import { repositoryRoot } from "../../local/shared/paths";
import { later } from "../later";

/** Whom the embedded provider answers as. */
export interface ProviderSettings {
    /** The repository whose programs are served. */
    readonly root: string;
    readonly region: string;
    readonly accountId: string;
    /** The emulator. @default - none: everything is simulated */
    readonly endpoint?: Endpoint;
    /** Where the stream poller takes its mappings from. @default - streams are left to the emulator */
    readonly streamMappings?: string;
}

/** Providers that listen for one run of the engine. */
export interface ServedProviders {
    /** Makes the engine use them. */
    readonly variables: Readonly<Record<string, string>>;
    /** The resource types that are only recorded, with nothing behind them. None where all is simulated. */
    readonly recorded: ReadonlySet<string>;
    /** Deletes what a create may have left whose engine was killed before it recorded it; see `Provider.undo`. */
    undo(urn: string, inputs: Readonly<Record<string, unknown>>): Promise<void>;
    close(): void;
}

/** What there are rows for: in programs of another revision also what had one there, and has none any more. */
function tablesFor(root: string) {
    const path = join(root, "local", "provider");
    if (root === repositoryRoot || !existsSync(join(path, "table.ts"))) return { rows, functions };
    const theirs = {
        ...later<typeof table>(__filename, join(path, "table"))(),
        ...later<typeof answers>(__filename, join(path, "functions"))(),
    };
    return {
        rows: new Map([...theirs.rows, ...rows]),
        functions: new Map([...theirs.functions, ...functions]),
    };
}

/** Serves the embedded providers for one run of the engine: a cancelled run must not take others with it. */
export async function serveProviders(settings: ProviderSettings): Promise<ServedProviders> {
    const { root, region, accountId, endpoint, streamMappings } = settings;
    const clients = endpoint === undefined ? undefined : createClients(endpoint);
    const aws = new ProviderServer({ ...tablesFor(root), accountId, region, clients, streamMappings });
    const [port, awsx] = await Promise.all([aws.listen(), serveAwsx()]);
    return {
        variables: { PULUMI_DEBUG_PROVIDERS: `aws:${port},awsx:${awsx.port}` },
        recorded: new Set(clients === undefined ? [] : doctorReport().recorded.map(({ type }) => type)),
        undo: (urn, inputs) => aws.provider.undo(urn, inputs),
        close: () => {
            aws.close();
            awsx.close();
        },
    };
}
