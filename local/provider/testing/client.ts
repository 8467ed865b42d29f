import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import type { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Empty as EmptyMessage } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Autonaming, Checked, Difference } from "../check";
import type { Existing, ProviderOptions } from "../provider";
import type { Created, Props } from "../row";
import { ProviderServer } from "../server";

/** Speaks to a provider server as the engine does, over the wire. */
export class ProviderClient {
    private constructor(
        private readonly server: ProviderServer,
        private readonly stub: ResourceProviderClient,
    ) {}

    /** Starts a server in this process and connects to it. */
    static async start(options: ProviderOptions): Promise<ProviderClient> {
        const server = new ProviderServer(options);
        const port = await server.listen();
        const stub = new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), {
            "grpc.max_receive_message_length": -1,
        });
        return new ProviderClient(server, stub);
    }

    close(): void {
        this.stub.close();
        this.server.close();
    }

    async configure(args: Props): Promise<void> {
        await this.call("configure", new proto.ConfigureRequest().setArgs(struct(args)));
    }

    async checkConfig(news: Props): Promise<Checked> {
        return checked(await this.call("checkConfig", new proto.CheckRequest().setNews(struct(news))));
    }

    async check(
        urn: string,
        news: Props,
        olds: Props = {},
        { seed = urn, autonaming }: { seed?: string; autonaming?: Autonaming } = {},
    ): Promise<Checked> {
        const request = new proto.CheckRequest().setUrn(urn).setNews(struct(news)).setOlds(struct(olds));
        if (autonaming !== undefined) {
            const { AutonamingOptions } = proto.CheckRequest;
            const mode = { propose: "PROPOSE", enforce: "ENFORCE", disable: "DISABLE" } as const;
            request.setAutonaming(
                new AutonamingOptions()
                    .setProposedName(autonaming.proposedName)
                    .setMode(AutonamingOptions.Mode[mode[autonaming.mode]]),
            );
        }
        return checked(await this.call("check", request.setRandomseed(seedOf(seed))));
    }

    async diff(
        urn: string,
        oldInputs: Props,
        news: Props,
        state: Props = {},
    ): Promise<Difference & { readonly differs: boolean }> {
        const request = new proto.DiffRequest()
            .setUrn(urn)
            .setOlds(struct(state))
            .setOldInputs(struct(oldInputs))
            .setNews(struct(news));
        const response: proto.DiffResponse = await this.call("diff", request);
        return {
            differs: response.getChanges() === proto.DiffResponse.DiffChanges.DIFF_SOME,
            changed: response.getDiffsList(),
            replaces: response.getReplacesList(),
            deleteBeforeReplace: response.getDeletebeforereplace(),
        };
    }

    async create(urn: string, inputs: Props, preview = false): Promise<Created> {
        const request = new proto.CreateRequest().setUrn(urn).setProperties(struct(inputs)).setPreview(preview);
        const response: proto.CreateResponse = await this.call("create", request);
        return { id: response.getId(), outputs: props(response.getProperties()) };
    }

    /** `undefined` when the resource is gone. */
    async read(urn: string, { id, state, inputs }: Existing): Promise<Existing | undefined> {
        const request = new proto.ReadRequest()
            .setUrn(urn)
            .setId(id)
            .setProperties(struct(state))
            .setInputs(struct(inputs));
        const response: proto.ReadResponse = await this.call("read", request);
        if (response.getId() === "") return undefined;
        return { id: response.getId(), state: props(response.getProperties()), inputs: props(response.getInputs()) };
    }

    async update(urn: string, { id, state, inputs }: Existing, news: Props, preview = false): Promise<Props> {
        const request = new proto.UpdateRequest()
            .setUrn(urn)
            .setId(id)
            .setOlds(struct(state))
            .setOldInputs(struct(inputs))
            .setNews(struct(news))
            .setPreview(preview);
        const response: proto.UpdateResponse = await this.call("update", request);
        return props(response.getProperties());
    }

    async delete(urn: string, { id, state }: Pick<Existing, "id" | "state">): Promise<void> {
        await this.call<Empty>("delete", new proto.DeleteRequest().setUrn(urn).setId(id).setProperties(struct(state)));
    }

    async invoke(token: string, args: Props): Promise<Props> {
        const response: proto.InvokeResponse = await this.call(
            "invoke",
            new proto.InvokeRequest().setTok(token).setArgs(struct(args)),
        );
        return props(response.getReturn());
    }

    async cancel(): Promise<void> {
        await this.call<Empty>("cancel", new EmptyMessage());
    }

    private call<Res>(method: string, request: object): Promise<Res> {
        return new Promise((resolve, reject) => {
            // The generated client has one typed method per call; this needs all of them alike.
            (this.stub as any)[method](request, (error: grpc.ServiceError | null, response: Res) =>
                error === null ? resolve(response) : reject(new Error(error.details)),
            );
        });
    }
}

/** The engine draws a seed for each resource that it makes; here it follows from the URN, if not told otherwise. */
function seedOf(text: string): Uint8Array {
    return Buffer.from(text.padEnd(32, "0").slice(-32));
}

function checked(response: proto.CheckResponse): Checked {
    const failures = response.getFailuresList().map((failure) => failure.toObject());
    return { inputs: props(response.getInputs()), failures };
}

function struct(value: Props): Struct {
    return Struct.fromJavaScript(JSON.parse(JSON.stringify(value)));
}

function props(value: Struct | undefined): Props {
    return value?.toJavaScript() ?? {};
}
