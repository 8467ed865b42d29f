import * as pulumi from "@pulumi/pulumi";
import { createRequire } from "node:module";
import { Vpc } from "../../local/awsx/vpc";
import { functions } from "../../local/provider/functions";
import { Provider } from "../../local/provider/provider";
import { rows } from "../../local/provider/table";
import { layerContracts } from "../../stacks/layers";
import type { LayerContract } from "../../stacks/shared/contract";
import { ROOT_PROJECT, runLayer, type Layer } from "../../stacks/shared/layer";
import { flatConfig, textsOf } from "../../stacks/shared/testing/flatConfig";
import type { StackState } from "../check/state";
import { runProgram, type Props, type Providers } from "./program";

const load = createRequire(__filename);

const ACCOUNT = "111122223333";

/** Settings that ask for all that layers can make, also for what is charged by the hour and therefore not in the environments' files. */
export const WITH_EVERYTHING: Readonly<Record<string, string>> = textsOf({
    "platform:clickstream": { retentionHours: 168 },
    "platform-foundation:natGateways": "OnePerAz",
    "platform-foundation:interfaceEndpoints": ["kms", "logs", "kinesis-streams", "kinesis-firehose", "sqs", "xray"],
});

/**
 * The states of all layers of an environment: what a rehearsal makes, without its engine. The layers run in this process, on
 * the same simulating provider.
 *
 * @param changed settings that differ from the environment's
 * @param contracts the layers. @default - all
 * @param make makes the providers of a layer. @default - those that simulate
 * @param settings of the environment, as Pulumi hands them over. @default - those in its file
 */
export async function platformStates(
    environment: string,
    changed: Readonly<Record<string, string>> = {},
    contracts = layerContracts,
    make: typeof simulatingProviders = simulatingProviders,
    settings = flatConfig(environment),
): Promise<StackState[]> {
    const config = { ...settings, ...changed };
    const { pattern } = JSON.parse(config["pulumi:autonaming"] ?? "") as { pattern: string };
    const published = new Map<string, Props>();
    const states: StackState[] = [];
    for (const contract of ordered(contracts)) {
        const project = `${ROOT_PROJECT}-${contract.layer}`;
        const module = load(`../../stacks/${contract.layer}/layer`) as Record<string, Layer<LayerContract>>;
        const layer = module[`${contract.layer}Layer`];
        const { resources, outputs } = await runProgram(
            project,
            environment,
            make(config["aws:region"] ?? "", published, pattern),
            () => {
                pulumi.runtime.setAllConfig(config);
                return Promise.resolve(runLayer(contract, layer));
            },
        );
        published.set(`${project}/${environment}`, outputs);
        states.push({ stack: `${project}/${environment}`, resources });
    }
    return states;
}

function ordered(contracts: readonly LayerContract[]): LayerContract[] {
    const done: LayerContract[] = [];
    const visit = (contract: LayerContract): void => {
        if (done.includes(contract)) return;
        Object.values(contract.reads).forEach(visit);
        done.push(contract);
    };
    contracts.forEach(visit);
    return done;
}

/** The name that the engine proposes for a resource; a simulation draws its end itself. */
function proposedName(pattern: string, urn: string): string {
    const [stack = "", , , ...name] = urn.replace(/^urn:pulumi:/, "").split("::");
    const parts: Readonly<Record<string, string>> = { "${name}": name.join("::"), "${stack}": stack };
    return pattern
        .replace(/\$\{\w+\}/g, (part) => parts[part] ?? part)
        .replace(/\$\{hex\((\d)\)\}/, (_all, length) => "0".repeat(Number(length)));
}

/**
 * The simulating provider of the embedded environment, behind a program that runs in this process.
 *
 * @param published outputs of other stacks by `<project>/<stack>`
 * @param pattern of the names, as in `pulumi:autonaming`
 * @param providerOf the provider of a type. @default - one that simulates
 */
export function simulatingProviders(
    region: string,
    published: ReadonlyMap<string, Props>,
    pattern?: string,
    providerOf?: (type: string) => Provider,
): Providers {
    const simulating = new Provider({ rows, functions, accountId: ACCOUNT, region });
    const named = (urn: string) =>
        pattern === undefined ? undefined : { mode: "propose" as const, proposedName: proposedName(pattern, urn) };
    return {
        async make(urn, type, given) {
            if (type === "pulumi:pulumi:StackReference") {
                const { name } = given as { name: string };
                const outputs = published.get(name.split("/").slice(1).join("/")) ?? {};
                return { id: name, inputs: given, outputs: { outputs, secretOutputNames: [] } };
            }
            const provider = providerOf?.(type) ?? simulating;
            const { inputs, failures } = provider.check(urn, {}, given, new Uint8Array(), named(urn));
            const [failure] = failures;
            if (failure !== undefined) throw new Error(`${urn}: ${failure.property}: ${failure.reason}`);
            const { id, outputs } = await provider.create(urn, inputs, false);
            return { id, inputs, outputs };
        },
        call: (token, args) => (providerOf?.(token) ?? simulating).invoke(token, args),
        async construct(_type, name, inputs) {
            const component = new Vpc(name, inputs, {});
            return { component, outputs: await component.outputs() };
        },
    };
}
