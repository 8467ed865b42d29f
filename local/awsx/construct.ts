import * as pulumi from "@pulumi/pulumi";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import * as server from "@pulumi/pulumi/provider/server";
import * as resource from "@pulumi/pulumi/resource";
import * as runtime from "@pulumi/pulumi/runtime";
import * as settings from "@pulumi/pulumi/runtime/settings";
import * as state from "@pulumi/pulumi/runtime/state";
import type { Alias as WireAlias } from "@pulumi/pulumi/proto/alias_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

/** A component to be made: registers it with its children, and resolves to it and its outputs. */
export type Construct = (
    type: string,
    name: string,
    inputs: pulumi.Inputs,
    options: pulumi.ComponentResourceOptions,
) => Promise<{ readonly component: pulumi.ComponentResource; readonly outputs: pulumi.Inputs }>;

/** What the SDK's own provider server is made of; exported, but hidden from its typings. */
interface SdkInternals {
    withLocalStorage<T>(run: () => Promise<T>): Promise<T>;
    resetOptions(
        project: string,
        stack: string,
        parallel: number,
        engine: string,
        monitor: string,
        preview: boolean,
        organization: string,
    ): void;
    awaitFeatureSupport(): Promise<void>;
    waitForRPCs(): Promise<void>;
    deserializeInputs(inputs: Struct | undefined, dependencies: unknown): Promise<pulumi.Inputs>;
    DependencyResource: new (urn: string) => pulumi.Resource;
    DependencyProviderResource: new (reference: string) => pulumi.ProviderResource;
}

const sdk = { ...state, ...settings, ...server, ...resource } as unknown as SdkInternals;

/**
 * Answers one construct request. All that the SDK knows of an engine (its monitor, the stack, whether it is a preview) is kept
 * per request, so that one process serves several engines side by side. The SDK's own server would do the same, but it prints
 * its port to the standard output and never closes.
 */
export function answer(request: proto.ConstructRequest, construct: Construct): Promise<proto.ConstructResponse> {
    return sdk.withLocalStorage(async () => {
        sdk.resetOptions(
            request.getProject(),
            request.getStack(),
            request.getParallel(),
            // Only for log messages, of which there are none: which engine asks is not told.
            "",
            request.getMonitorendpoint(),
            request.getDryrun(),
            request.getOrganization(),
        );
        await sdk.awaitFeatureSupport();
        const config = Object.fromEntries(request.getConfigMap().getEntryList());
        runtime.setAllConfig(config, request.getConfigsecretkeysList());
        const inputs = await sdk.deserializeInputs(request.getInputs(), request.getInputdependenciesMap());
        const made = await construct(request.getType(), request.getName(), inputs, optionsOf(request));
        const label = `construct(${request.getType()}, ${request.getName()})`;
        const [outputs, dependencies] = await runtime.serializeResourceProperties(label, made.outputs);
        const response = new proto.ConstructResponse()
            .setUrn(await valueOf(made.component.urn))
            .setState(Struct.fromJavaScript(outputs));
        for (const [key, resources] of dependencies) {
            const urns = await Promise.all([...resources].map(({ urn }) => valueOf(urn)));
            const listed = new proto.ConstructResponse.PropertyDependencies().setUrnsList(urns);
            response.getStatedependenciesMap().set(key, listed);
        }
        await sdk.waitForRPCs();
        return response;
    });
}

function optionsOf(request: proto.ConstructRequest): pulumi.ComponentResourceOptions {
    const parent = request.getParent();
    return {
        aliases: request.getAliasesList().map(aliasOf),
        dependsOn: request.getDependenciesList().map((urn) => new sdk.DependencyResource(urn)),
        ignoreChanges: request.getIgnorechangesList(),
        parent: parent === "" ? undefined : new sdk.DependencyResource(parent),
        protect: request.getProtect(),
        providers: Object.fromEntries(
            request
                .getProvidersMap()
                .getEntryList()
                .map(([name, reference]) => [name, new sdk.DependencyProviderResource(reference)]),
        ),
        replaceOnChanges: request.getReplaceonchangesList(),
        retainOnDelete: request.getRetainondelete(),
    };
}

function aliasOf(alias: WireAlias): string | pulumi.Alias {
    const spec = alias.getSpec();
    if (spec === undefined) return alias.getUrn();
    return {
        ...(spec.getName() === "" ? {} : { name: spec.getName() }),
        ...(spec.getProject() === "" ? {} : { project: spec.getProject() }),
        ...(spec.getStack() === "" ? {} : { stack: spec.getStack() }),
        ...(spec.hasParenturn() ? { parent: spec.getParenturn() } : {}),
        ...(spec.getNoparent() ? { parent: pulumi.rootStackResource } : {}),
    };
}

function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
    // Unlike `apply`, it rejects when the resource could not be made.
    return (output as unknown as { promise(): Promise<T> }).promise();
}
