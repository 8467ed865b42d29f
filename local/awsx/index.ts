import * as grpc from "@grpc/grpc-js";
import { version } from "@pulumi/awsx/package.json";
import * as plugin from "@pulumi/pulumi/proto/plugin_pb";
import * as provrpc from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { listen, unary } from "../shared/grpc";
import { answer, type Construct } from "./construct";
import { Vpc } from "./vpc";

/** A provider that listens. */
export interface Served {
    /** On the loopback interface; for `PULUMI_DEBUG_PROVIDERS=awsx:<port>`. */
    readonly port: number;
    close(): void;
}

/**
 * Serves the awsx components that the platform uses, without the official plugin: they are made of `aws` resources, so that
 * whichever `aws` provider is attached makes them. Several engines may use it side by side.
 */
export async function serveAwsx(): Promise<Served> {
    const server = new grpc.Server();
    // The generated module exports its service only to untyped code.
    const { ResourceProviderService } = provrpc as unknown as { ResourceProviderService: grpc.ServiceDefinition };
    server.addService(ResourceProviderService, {
        attach: unary(() => new Empty()),
        cancel: unary(() => new Empty()),
        checkConfig: unary((request: proto.CheckRequest) => new proto.CheckResponse().setInputs(request.getNews())),
        configure: unary(() =>
            new proto.ConfigureResponse().setAcceptsecrets(true).setAcceptresources(true).setAcceptoutputs(true),
        ),
        construct: unary((request: proto.ConstructRequest) => answer(request, make)),
        diffConfig: unary(() => new proto.DiffResponse()),
        getPluginInfo: unary(() => new plugin.PluginInfo().setVersion(version)),
        getSchema: unary(() => new proto.GetSchemaResponse().setSchema(JSON.stringify({ name: "awsx", version }))),
    });
    return { port: await listen(server), close: () => server.forceShutdown() };
}

const make: Construct = async (type, name, inputs, options) => {
    if (type !== "awsx:ec2:Vpc") {
        throw new Error(
            `${type} '${name}': the embedded environment serves only awsx:ec2:Vpc of awsx. Add the component to local/awsx, or build it of aws resources.`,
        );
    }
    const component = new Vpc(name, inputs, options);
    return { component, outputs: await component.outputs() };
};
