import * as grpc from "@grpc/grpc-js";
import * as pulumi from "@pulumi/pulumi";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import * as monitorRpc from "@pulumi/pulumi/proto/resource_grpc_pb";
import * as monitor from "@pulumi/pulumi/proto/resource_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import assert from "node:assert/strict";
import { answer, type Construct } from "./construct";

/** An engine's resource monitor that takes what is registered with it. */
class Monitor {
    readonly registered: string[] = [];
    private readonly server = new grpc.Server();

    async listen(): Promise<string> {
        // The generated module exports its service only to untyped code.
        const { ResourceMonitorService } = monitorRpc as unknown as { ResourceMonitorService: grpc.ServiceDefinition };
        this.server.addService(ResourceMonitorService, {
            supportsFeature: ((_call, callback) => {
                callback(null, new monitor.SupportsFeatureResponse().setHassupport(true));
            }) satisfies grpc.handleUnaryCall<monitor.SupportsFeatureRequest, monitor.SupportsFeatureResponse>,
            registerResource: ((call, callback) => {
                const [type, name] = [call.request.getType(), call.request.getName()];
                this.registered.push(name);
                const response = new monitor.RegisterResourceResponse().setUrn(`urn:pulumi:s::p::${type}::${name}`);
                callback(null, response.setId(name).setObject(call.request.getObject()));
            }) satisfies grpc.handleUnaryCall<monitor.RegisterResourceRequest, monitor.RegisterResourceResponse>,
            registerResourceOutputs: (_call: unknown, callback: grpc.sendUnaryData<unknown>) => {
                callback({ code: grpc.status.UNIMPLEMENTED });
            },
        });
        return new Promise((resolve, reject) => {
            this.server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) =>
                error === null ? resolve(`127.0.0.1:${port}`) : reject(error),
            );
        });
    }

    close(): void {
        this.server.forceShutdown();
    }
}

describe("a construct request", () => {
    const monitors = [new Monitor(), new Monitor()];
    after(() => monitors.forEach((one) => one.close()));

    it("stays with its own engine, stack and configuration while another one is served", async () => {
        let start!: () => void;
        const bothStarted = new Promise<void>((resolve) => (start = resolve));
        let started = 0;
        const construct: Construct = async (_type, name, inputs) => {
            if (++started === monitors.length) start();
            await bothStarted;
            const outputs = { stack: pulumi.getStack(), region: new pulumi.Config("aws").get("region"), ...inputs };
            return { component: new pulumi.ComponentResource("test:index:Net", name, outputs), outputs };
        };
        const responses = await Promise.all(
            monitors.map(async (one, index) => {
                const request = new proto.ConstructRequest()
                    .setProject("platform")
                    .setStack(`stack-${index}`)
                    .setMonitorendpoint(await one.listen())
                    .setName(`net-${index}`)
                    .setInputs(Struct.fromJavaScript({ cidrBlock: `10.${index}.0.0/16` }));
                request.getConfigMap().set("aws:region", `region-${index}`);
                return answer(request, construct);
            }),
        );
        assert.deepEqual(
            responses.map((response) => response.getState()?.toJavaScript()),
            [0, 1].map((index) => ({
                stack: `stack-${index}`,
                region: `region-${index}`,
                cidrBlock: `10.${index}.0.0/16`,
            })),
        );
        assert.deepEqual(
            monitors.map(({ registered }) => registered),
            [["net-0"], ["net-1"]],
        );
        assert.deepEqual(
            responses.map((response) => response.getUrn().split("::").at(-1)),
            ["net-0", "net-1"],
        );
    });
});
