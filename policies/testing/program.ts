import * as pulumi from "@pulumi/pulumi";
import type { ReadResourceRequest, RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import * as proto from "@pulumi/pulumi/proto/resource_pb";
import * as mocks from "@pulumi/pulumi/runtime/mocks";
import * as settings from "@pulumi/pulumi/runtime/settings";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { StateResource } from "../framework/evaluate";

/** Property values as they cross the engine's protocol. */
export type Props = Record<string, any>;

/** What becomes of a resource that a program registers. */
interface Made {
    readonly id: string;
    /** The inputs with what the provider fills in. */
    readonly inputs: Props;
    /** What the provider adds to them. */
    readonly outputs: Props;
}

/** Stands for the providers of a program. */
export interface Providers {
    make(urn: string, type: string, inputs: Props): Promise<Made>;
    /** Answers a function such as `aws:iam/getPolicyDocument:getPolicyDocument`. */
    call(token: string, args: Props): Props;
    /** Makes a component that lives in a provider. @default - there are none */
    construct?(
        type: string,
        name: string,
        inputs: Props,
    ): Promise<{ component: pulumi.Resource; outputs: pulumi.Inputs }>;
}

/** What came of a program. */
export interface Ran {
    readonly resources: readonly StateResource[];
    /** The stack's outputs. */
    readonly outputs: Props;
}

type Answer = (error: unknown, response?: unknown) => void;

/** The SDK's own mock of the engine: exported, but hidden from its typings. */
interface SdkInternals {
    readonly MockMonitor: new (answers: pulumi.runtime.Mocks) => {
        readonly resources: Map<string, object>;
        newUrn(parent: string, type: string, name: string): string;
        registerResourceOutputs(request: proto.RegisterResourceOutputsRequest, answer: Answer): void;
    };
    setMockOptions(monitor: object, project: string, stack: string, preview: boolean, organization: string): void;
}

const sdk = { ...mocks, ...settings } as unknown as SdkInternals;

/**
 * Runs a program in this process and keeps its resources as a state would: with their inputs, outputs and the references
 * between them. The SDK's mocks alone tell no references.
 */
export async function runProgram(
    project: string,
    stack: string,
    providers: Providers,
    program: () => Promise<pulumi.Inputs>,
): Promise<Ran> {
    const monitor = new Monitor(providers);
    sdk.setMockOptions(monitor, project, stack, false, "organization");
    const outputs = (await pulumi.runtime.runInPulumiStack(program)) as Props;
    await pulumi.runtime.disconnect();
    if (monitor.failures.length > 0) throw monitor.failures[0];
    // In what order they were registered is chance.
    const resources = monitor.kept.toSorted((a, b) => (a.urn < b.urn ? -1 : 1));
    return { resources, outputs };
}

class Monitor extends sdk.MockMonitor {
    readonly kept: StateResource[] = [];
    readonly failures: unknown[] = [];
    /** Parents of components that a provider makes, which it would register without one. */
    private readonly parents = new Map<string, string>();

    constructor(private readonly providers: Providers) {
        super({
            newResource: () => ({ id: undefined, state: {} }),
            call: ({ token, inputs }) => providers.call(token, inputs as Props),
        });
    }

    async registerResource(request: RegisterResourceRequest, answer: Answer): Promise<void> {
        await this.answer(answer, async () => {
            const [type, name] = [request.getType(), request.getName()];
            const inputs = propsOf(request.getObject());
            const response = new proto.RegisterResourceResponse();
            if (request.getRemote()) {
                this.parents.set(`${type} ${name}`, request.getParent());
                const made = await this.constructed(type, name, inputs);
                const [state] = await pulumi.runtime.serializeResourceProperties(name, made.outputs);
                const urn = await valueOf(made.component.urn);
                return response.setUrn(urn).setObject(Struct.fromJavaScript(state));
            }
            const urn = this.newUrn(this.parents.get(`${type} ${name}`) ?? request.getParent(), type, name);
            const made = request.getCustom()
                ? await this.providers.make(urn, type, inputs)
                : { id: "", inputs, outputs: {} };
            const outputs = { ...made.inputs, ...made.outputs };
            const propertyDependencies: Record<string, readonly string[]> = {};
            request.getPropertydependenciesMap().forEach((list, property) => {
                propertyDependencies[property] = list.getUrnsList();
            });
            this.keep({
                type,
                name,
                urn,
                inputs: made.inputs,
                outputs: { ...outputs, id: made.id },
                propertyDependencies,
            });
            return response.setUrn(urn).setId(made.id).setObject(Struct.fromJavaScript(outputs));
        });
    }

    async readResource(request: ReadResourceRequest, answer: Answer): Promise<void> {
        await this.answer(answer, async () => {
            const [type, name] = [request.getType(), request.getName()];
            const urn = this.newUrn(request.getParent(), type, name);
            const { inputs, outputs: computed } = await this.providers.make(
                urn,
                type,
                propsOf(request.getProperties()),
            );
            const outputs = { ...inputs, ...computed };
            const id = request.getId();
            this.keep({
                type,
                name,
                urn,
                inputs,
                outputs: { ...outputs, id },
                propertyDependencies: {},
                external: !type.startsWith("pulumi:"),
            });
            return new proto.ReadResourceResponse().setUrn(urn).setProperties(Struct.fromJavaScript(outputs));
        });
    }

    /** With the types of all ancestors, as the engine has them: generated names depend on it. */
    override newUrn(parent: string, type: string, name: string): string {
        const chain = parent.split("::")[2] ?? "";
        const above = chain === "" || chain === "pulumi:pulumi:Stack" ? "" : `${chain}$`;
        return `urn:pulumi:${pulumi.getStack()}::${pulumi.getProject()}::${above}${type}::${name}`;
    }

    override registerResourceOutputs(request: proto.RegisterResourceOutputsRequest, answer: Answer): void {
        const index = this.kept.findIndex(({ urn }) => urn === request.getUrn());
        const outputs = propsOf(request.getOutputs());
        if (index >= 0) this.kept[index] = { ...this.kept[index], outputs };
        answer(undefined, {});
    }

    private keep(resource: StateResource): void {
        this.kept.push(resource);
        this.resources.set(resource.urn, { urn: resource.urn, id: resource.outputs.id, state: resource.outputs });
    }

    private async constructed(type: string, name: string, inputs: Props) {
        const made = await this.providers.construct?.(type, name, inputs);
        if (made === undefined) throw new Error(`No provider makes the component ${type} '${name}'.`);
        return made;
    }

    /** The SDK would drop what an error says. */
    private async answer(answer: Answer, make: () => Promise<unknown>): Promise<void> {
        try {
            answer(undefined, await make());
        } catch (error) {
            this.failures.push(error);
            answer(error);
        }
    }
}

function propsOf(struct: Struct | undefined): Props {
    return struct?.toJavaScript() ?? {};
}

function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
    return (output as unknown as { promise(): Promise<T> }).promise();
}
