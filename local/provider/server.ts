import { createHash, randomBytes } from "node:crypto";
import * as grpc from "@grpc/grpc-js";
import * as provproto from "@pulumi/pulumi/proto/provider_pb";
import * as provrpc from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as plugproto from "@pulumi/pulumi/proto/plugin_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { isDeepStrictEqual } from "node:util";
import { checkInputs, computedOf } from "./check";
import type { Clients } from "./clients";
import type { FunctionRow, LiveContext, Props, ResourceRow, RowContext } from "./row";

/** What a provider server needs to know. */
export interface ProviderOptions {
    readonly rows: ReadonlyMap<string, ResourceRow>;
    readonly functions: ReadonlyMap<string, FunctionRow>;
    readonly accountId: string;
    /** Used until the engine configures `aws:region`. */
    readonly region: string;
    /** The emulator's clients. @default - none: every row simulates */
    readonly clients?: Clients;
}

/** Marks a value that is not known yet, in previews (Pulumi protocol constant). */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

type Handler<Req, Res> = (request: Req) => Promise<Res> | Res;

/**
 * The `aws` provider of the embedded environment: answers the Pulumi provider protocol from the table of rows. Written on
 * the protocol itself because the SDK's provider server neither tells previews from updates nor hands over the old inputs.
 */
export class ProviderServer {
    private readonly server = new grpc.Server({ "grpc.max_receive_message_length": 1024 * 1024 * 400 });
    private region: string;

    constructor(private readonly options: ProviderOptions) {
        this.region = options.region;
        this.server.addService((provrpc as any).ResourceProviderService, this.service());
    }

    /** Listens on a free loopback port and returns it. */
    listen(): Promise<number> {
        return new Promise((resolve, reject) => {
            this.server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) =>
                error ? reject(error) : resolve(port),
            );
        });
    }

    close(): void {
        this.server.forceShutdown();
    }

    private row(urn: string): ResourceRow {
        const type = typeOf(urn);
        const row = this.options.rows.get(type);
        if (row === undefined) {
            throw new Error(
                `${type} has no row in local/provider/rows: the embedded environment cannot make '${nameOf(urn)}'. Add a row (CONTRIBUTING.md, "Add a provider row").`,
            );
        }
        return row;
    }

    private context(urn: string, seed: string | undefined): RowContext {
        const digest = seed ?? createHash("sha256").update(urn).digest("hex");
        return {
            name: nameOf(urn),
            urn,
            region: this.region,
            accountId: this.options.accountId,
            partition: "aws",
            hex: (length) => digest.slice(0, length),
        };
    }

    private live(urn: string): LiveContext | undefined {
        const { clients } = this.options;
        return clients === undefined ? undefined : { ...this.context(urn, randomBytes(32).toString("hex")), clients };
    }

    private async create(urn: string, inputs: Props, preview: boolean) {
        const row = this.row(urn);
        if (preview) {
            const computed = row.simulate(this.context(urn, undefined), withoutUnknowns(inputs)).outputs;
            return { id: "", outputs: { ...inputs, ...unknownsFor(computed, inputs) } };
        }
        const live = this.live(urn);
        const made =
            live !== undefined && row.live !== undefined
                ? await row.live.create(live, inputs)
                : row.simulate(this.context(urn, undefined), inputs);
        return { id: made.id, outputs: { ...inputs, ...made.outputs } };
    }

    private service(): grpc.UntypedServiceImplementation {
        const proto = provproto as any;
        const { rows, functions } = this.options;
        return {
            handshake: unimplemented("Handshake"),
            parameterize: unimplemented("Parameterize"),
            checkConfig: unary((request: any) => {
                const response = new proto.CheckResponse();
                response.setInputs(request.getNews());
                return response;
            }),
            diffConfig: unary(() => new proto.DiffResponse()),
            configure: unary((request: any) => {
                const region = request.getArgs()?.toJavaScript()?.region ?? request.getVariablesMap().get("aws:config:region");
                if (typeof region === "string" && region !== "") this.region = region;
                const response = new proto.ConfigureResponse();
                response.setAcceptsecrets(false);
                response.setSupportspreview(true);
                response.setAcceptresources(false);
                response.setAcceptoutputs(false);
                return response;
            }),
            check: unary((request: any) => {
                const urn = request.getUrn();
                const row = this.row(urn);
                const seed = this.options.clients === undefined ? undefined : randomBytes(16).toString("hex");
                const { inputs, failures } = checkInputs(row, this.context(urn, seed), read(request.getOlds()), read(request.getNews()));
                const response = new proto.CheckResponse();
                response.setInputs(Struct.fromJavaScript(inputs as any));
                response.setFailuresList(
                    failures.map(({ property, reason }) => {
                        const failure = new proto.CheckFailure();
                        failure.setProperty(property);
                        failure.setReason(reason);
                        return failure;
                    }),
                );
                return response;
            }),
            diff: unary((request: any) => {
                const row = this.row(request.getUrn());
                const olds = request.hasOldInputs() ? read(request.getOldInputs()) : read(request.getOlds());
                const news = read(request.getNews());
                const keys = new Set([...Object.keys(news), ...row.args.filter((key) => key in olds)]);
                const changed = [...keys].filter((key) => !isDeepStrictEqual(olds[key], news[key]));
                const replaces = changed.filter((key) => row.replaceOn?.includes(key));
                const response = new proto.DiffResponse();
                const { DIFF_SOME, DIFF_NONE } = proto.DiffResponse.DiffChanges;
                response.setChanges(changed.length > 0 ? DIFF_SOME : DIFF_NONE);
                response.setDiffsList(changed);
                response.setReplacesList(replaces);
                response.setDeletebeforereplace(replaces.length > 0 && row.deleteBeforeReplace === true);
                return response;
            }),
            create: unary(async (request: any) => {
                const made = await this.create(request.getUrn(), read(request.getProperties()), request.getPreview());
                const response = new proto.CreateResponse();
                response.setId(made.id);
                response.setProperties(Struct.fromJavaScript(made.outputs as any));
                return response;
            }),
            read: unary(async (request: any) => {
                const [urn, id, state] = [request.getUrn(), request.getId(), read(request.getProperties())];
                const row = this.row(urn);
                const live = this.live(urn);
                const found = live !== undefined && row.live !== undefined ? await row.live.read(live, id, state) : {};
                const response = new proto.ReadResponse();
                if (found === undefined) return response;
                const inputs = read(request.getInputs());
                for (const key of Object.keys(inputs)) if (key in found) inputs[key] = found[key];
                response.setId(id);
                response.setProperties(Struct.fromJavaScript({ ...state, ...found } as any));
                response.setInputs(Struct.fromJavaScript(inputs as any));
                return response;
            }),
            update: unary(async (request: any) => {
                const [urn, id, inputs, olds] = [
                    request.getUrn(),
                    request.getId(),
                    read(request.getNews()),
                    read(request.getOlds()),
                ];
                const row = this.row(urn);
                const live = this.live(urn);
                const oldInputs = request.hasOldInputs() ? read(request.getOldInputs()) : {};
                const response = new proto.UpdateResponse();
                const kept = computedOf(olds, oldInputs);
                let changed: Props = {};
                if (!request.getPreview() && live !== undefined && row.live !== undefined) {
                    if (row.live.update === undefined) throw new Error(`${row.type} '${nameOf(urn)}' cannot be updated in place.`);
                    changed = await row.live.update(live, id, inputs, olds);
                }
                response.setProperties(Struct.fromJavaScript({ ...kept, ...inputs, ...changed } as any));
                return response;
            }),
            delete: unary(async (request: any) => {
                const urn = request.getUrn();
                const row = this.options.rows.get(typeOf(urn));
                const live = this.live(urn);
                if (live !== undefined && row?.live !== undefined) {
                    await row.live.delete(live, request.getId(), read(request.getProperties()));
                }
                return new Empty();
            }),
            invoke: unary((request: any) => {
                const row = functions.get(request.getTok());
                if (row === undefined) throw new Error(`${request.getTok()} has no row in local/provider/functions.ts.`);
                const { region, options } = this;
                const answer = row.answer({ region, accountId: options.accountId, partition: "aws" }, read(request.getArgs()));
                const response = new proto.InvokeResponse();
                response.setReturn(Struct.fromJavaScript(answer as any));
                return response;
            }),
            call: unimplemented("Call"),
            construct: unimplemented("Construct"),
            cancel: unary(() => new Empty()),
            getPluginInfo: unary(() => {
                const response = new (plugproto as any).PluginInfo();
                response.setVersion("7.48.0");
                return response;
            }),
            getSchema: unary(() => {
                const response = new proto.GetSchemaResponse();
                response.setSchema(JSON.stringify({ name: "aws", version: "7.48.0", resources: {}, types: rows.size }));
                return response;
            }),
            attach: unary(() => new Empty()),
            getMapping: unimplemented("GetMapping"),
            getMappings: unimplemented("GetMappings"),
            list: unimplemented("List"),
        };
    }
}

/** Outputs that do not exist before the resource does. Those equal to an input are known already. */
function unknownsFor(computed: Props, inputs: Props): Props {
    return Object.fromEntries(Object.keys(computed).map((key) => [key, key in inputs ? inputs[key] : UNKNOWN]));
}

function withoutUnknowns(inputs: Props): Props {
    return JSON.parse(JSON.stringify(inputs));
}

function typeOf(urn: string): string {
    const chain = urn.split("::")[2] ?? "";
    return chain.slice(chain.lastIndexOf("$") + 1);
}

function nameOf(urn: string): string {
    return urn.split("::").slice(3).join("::");
}

function read(struct: Struct | undefined): Props {
    return (struct?.toJavaScript() ?? {}) as Props;
}

function unary<Req, Res>(handle: Handler<Req, Res>): grpc.handleUnaryCall<Req, Res> {
    return (call, callback) => {
        Promise.resolve()
            .then(() => handle(call.request))
            .then(
                (response) => callback(null, response),
                (error: Error) => callback({ code: grpc.status.UNKNOWN, details: error.message }, null),
            );
    };
}

function unimplemented(method: string): grpc.handleUnaryCall<unknown, unknown> {
    return (_call, callback) => callback({ code: grpc.status.UNIMPLEMENTED, details: method }, null);
}
