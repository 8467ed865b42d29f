import * as grpc from "@grpc/grpc-js";
import * as plugin from "@pulumi/pulumi/proto/plugin_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import * as provrpc from "@pulumi/pulumi/proto/provider_grpc_pb";
import { version } from "@pulumi/aws/package.json";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { listen, unary } from "../shared/grpc";
import type { Autonaming, Checked } from "./check";
import { Provider, type ProviderOptions } from "./provider";
import type { Props } from "./row";

export type { ProviderOptions } from "./provider";

/** As the engine's own limit. */
const LARGEST_MESSAGE_BYTES = 400 * 1024 * 1024;

/**
 * Serves a {@link Provider} on the Pulumi provider protocol. Written on the protocol itself because the SDK's provider
 * server neither tells previews from updates nor hands over the old inputs. One server answers one run of the engine: after
 * a cancel it refuses work.
 */
export class ProviderServer {
    private readonly server = new grpc.Server({ "grpc.max_receive_message_length": LARGEST_MESSAGE_BYTES });
    readonly provider: Provider;

    constructor(options: ProviderOptions) {
        this.provider = new Provider(options);
        // The generated module exports its service only to untyped code.
        this.server.addService((provrpc as any).ResourceProviderService, service(this.provider));
    }

    /** Listens on a free loopback port and returns it. */
    listen(): Promise<number> {
        return listen(this.server);
    }

    close(): void {
        this.server.forceShutdown();
    }
}

function service(provider: Provider): grpc.UntypedServiceImplementation {
    return {
        handshake: unimplemented("Handshake"),
        parameterize: unimplemented("Parameterize"),
        checkConfig: unary((request: proto.CheckRequest) =>
            checkResponse(provider.checkConfig(read(request.getNews()))),
        ),
        diffConfig: unary(() => new proto.DiffResponse()),
        configure: unary((request: proto.ConfigureRequest) => {
            provider.configure(read(request.getArgs()).region ?? request.getVariablesMap().get("aws:config:region"));
            // Neither secrets, resources nor outputs: the engine unwraps them and marks again what was secret.
            return new proto.ConfigureResponse().setSupportspreview(true).setSupportsAutonamingConfiguration(true);
        }),
        check: unary((request: proto.CheckRequest) =>
            checkResponse(
                provider.check(
                    request.getUrn(),
                    read(request.getOlds()),
                    read(request.getNews()),
                    request.getRandomseed_asU8(),
                    autonamingOf(request),
                ),
            ),
        ),
        diff: unary((request: proto.DiffRequest) => {
            const difference = provider.diff(
                request.getUrn(),
                read(request.getOldInputs()),
                read(request.getNews()),
                read(request.getOlds()),
            );
            const { DIFF_SOME, DIFF_NONE } = proto.DiffResponse.DiffChanges;
            const differs = difference.changed.length > 0;
            return new proto.DiffResponse()
                .setChanges(differs ? DIFF_SOME : DIFF_NONE)
                .setDiffsList([...difference.changed])
                .setReplacesList([...difference.replaces])
                .setDeletebeforereplace(difference.deleteBeforeReplace);
        }),
        create: unary(async (request: proto.CreateRequest) => {
            const inputs = read(request.getProperties());
            const { id, outputs } = await provider.create(request.getUrn(), inputs, request.getPreview());
            return new proto.CreateResponse().setId(id).setProperties(write(outputs));
        }),
        read: unary(async (request: proto.ReadRequest) => {
            const found = await provider.read(request.getUrn(), {
                id: request.getId(),
                state: read(request.getProperties()),
                inputs: read(request.getInputs()),
            });
            const response = new proto.ReadResponse();
            if (found === undefined) return response;
            return response.setId(found.id).setProperties(write(found.state)).setInputs(write(found.inputs));
        }),
        update: unary(async (request: proto.UpdateRequest) => {
            const existing = {
                id: request.getId(),
                state: read(request.getOlds()),
                inputs: read(request.getOldInputs()),
            };
            const outputs = await provider.update(
                request.getUrn(),
                existing,
                read(request.getNews()),
                request.getPreview(),
            );
            return new proto.UpdateResponse().setProperties(write(outputs));
        }),
        delete: unary(async (request: proto.DeleteRequest) => {
            await provider.delete(request.getUrn(), { id: request.getId(), state: read(request.getProperties()) });
            return new Empty();
        }),
        invoke: unary((request: proto.InvokeRequest) =>
            new proto.InvokeResponse().setReturn(write(provider.invoke(request.getTok(), read(request.getArgs())))),
        ),
        call: unimplemented("Call"),
        construct: unimplemented("Construct"),
        cancel: unary(() => {
            provider.cancel();
            return new Empty();
        }),
        getPluginInfo: unary(() => new plugin.PluginInfo().setVersion(version)),
        getSchema: unary(() => new proto.GetSchemaResponse().setSchema(JSON.stringify({ name: "aws", version }))),
        attach: unary(() => new Empty()),
        getMapping: unimplemented("GetMapping"),
        getMappings: unimplemented("GetMappings"),
        list: unimplemented("List"),
    };
}

function autonamingOf(request: proto.CheckRequest): Autonaming | undefined {
    const options = request.getAutonaming();
    if (options === undefined) return undefined;
    const { PROPOSE, ENFORCE } = proto.CheckRequest.AutonamingOptions.Mode;
    const mode = options.getMode();
    return {
        mode: mode === PROPOSE ? "propose" : mode === ENFORCE ? "enforce" : "disable",
        proposedName: options.getProposedName(),
    };
}

function checkResponse({ inputs, failures }: Checked): proto.CheckResponse {
    return new proto.CheckResponse()
        .setInputs(write(inputs))
        .setFailuresList(
            failures.map(({ property, reason }) => new proto.CheckFailure().setProperty(property).setReason(reason)),
        );
}

function read(struct: Struct | undefined): Props {
    return struct?.toJavaScript() ?? {};
}

/** Structs know no undefined. */
function write(props: Props): Struct {
    return Struct.fromJavaScript(JSON.parse(JSON.stringify(props)));
}

function unimplemented(method: string): grpc.handleUnaryCall<unknown, unknown> {
    return (_call, callback) => callback({ code: grpc.status.UNIMPLEMENTED, details: method }, null);
}
