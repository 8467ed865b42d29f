import { createClients, type Clients } from "../clients";
import { functions } from "../functions";
import type { ProviderOptions } from "../provider";
import type { Facts } from "../facts";
import { rowOf, tableOf, type LiveRow, type Props, type ResourceRow, type RowContext } from "../row";
import { ProviderClient } from "./client";

/** The type of a made-up resource. */
const TYPE = "aws:test/thing:Thing";
/** One of them, in a component. */
export const URN = `urn:pulumi:test::platform-test::platform:data:Lake$${TYPE}::orders`;

const facts: Facts = {
    args: [
        "flavour",
        "name",
        "namePrefix",
        "policy",
        "region",
        "rule.days",
        "rule.status",
        "rules.id",
        "source",
        "stream",
        "tags",
    ],
    required: ["rule"],
    scalars: [],
    outputs: {},
};

const description = {
    type: TYPE,
    lacks: ["flavour"],
    replaceOn: ["name", "rule.status"],
    recomputes: { streamArn: ["stream"] },
    autoName: { property: "name", maxLength: 20, transform: (name: string) => name.toLowerCase() },
    defaults: { stream: false, rule: { days: 30 } },
    simulate: ({ region, hex }: RowContext, { name, rules, stream }: Props) => ({
        id: name,
        outputs: {
            arn: `arn:aws:test:${region}:${name}`,
            token: hex(8),
            name: `${name}`,
            ids: rules?.map(({ id }: Props) => id.toUpperCase()).join(),
            streamArn: stream === true ? `arn:aws:stream:${name}` : "",
        },
    }),
};
/** The made-up row, simulating. */
export const recorded = rowOf({ ...description, recorded: "A test has no emulator." }, facts);
/** Never called: rows under test that are live call nothing. */
const noClients: Clients = createClients({
    url: "http://127.0.0.1:9",
    services: {},
    region: "eu-west-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
});

/** A provider with the made-up row. */
export function startProvider(row: ResourceRow): Promise<ProviderClient> {
    return ProviderClient.start(optionsOf(row));
}

/** A provider whose made-up row makes these calls, and no others. */
export function startLiveProvider(live: Partial<LiveRow>): Promise<ProviderClient> {
    return ProviderClient.start(liveOptions(live));
}

/** What makes a provider of {@link startLiveProvider}. */
export function liveOptions(live: Partial<LiveRow>): ProviderOptions {
    const refuse = () => Promise.reject(new Error("not expected"));
    const calls = { create: refuse, read: refuse, delete: refuse, ...live };
    return optionsOf(rowOf({ ...description, live: calls }, facts), noClients);
}

function optionsOf(row: ResourceRow, clients?: Clients): ProviderOptions {
    return { rows: tableOf([row]), functions, accountId: "111122223333", region: "eu-west-1", clients };
}
