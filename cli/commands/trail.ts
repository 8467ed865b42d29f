import type { Command } from "commander";
import { later } from "../later";
import type * as actions from "./trailActions";

const act = later<typeof actions>(__filename, "./trailActions");

/** Declares `platform trail ENV`. */
export function declareTrail(program: Command): void {
    program
        .command("trail <env>")
        .description("place an order in a deployed environment, and follow it through the platform: a smoke test")
        .option("--json", "print one JSON document on standard output", false)
        .addHelpText(
            "after",
            `
Makes a customer, signs in, places an order over HTTP and looks for it in the table, in the log of its consumer and in the lake. The
customer is removed afterwards; the order stays. On AWS the lake takes as long as the delivery stream's buffer.

Examples:
  $ platform trail local
  $ platform trail dev --json`,
        )
        .action((environment: string, { json }: { readonly json: boolean }) => act().runTrail(environment, json));
}
