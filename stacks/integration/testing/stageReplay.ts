import type { EngineEvent, StepEventMetadata } from "@pulumi/pulumi/automation";
import { valueOf } from "../../../components/shared/testing/mocks";
import type { Route } from "../../../components/integration/routes";

const DEPLOYMENT = "aws:apigateway/deployment:Deployment";

/** An API's definition, as far as routes go. */
interface Definition {
    readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
    readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

interface Operation {
    readonly requestBody?: { readonly content: { readonly $default: { readonly schema: { readonly $ref: string } } } };
    readonly "x-amazon-apigateway-integration": { readonly uri?: string };
}

/**
 * Follows the engine's events as API Gateway would see them: a deployment copies the definition as it is when the deployment is
 * made, and the stage serves the copy of the deployment that it names, whatever is changed or deleted afterwards.
 */
export class StageReplay {
    deployments = 0;
    /** Operations that some deployment served while no permission let the gateway invoke the function. */
    readonly forbidden: string[] = [];
    private definition: Definition | undefined;
    /** What the deployment that is being made copies, until it has an id. */
    private copied: Definition | undefined;
    /** The copies of all deployments, by their ids. */
    private readonly copies = new Map<string, Definition | undefined>();
    /** The deployment that the stage names. */
    private named = "";
    private readonly permissions = new Map<string, string>();

    follow(events: readonly EngineEvent[]): void {
        for (const { resourcePreEvent, resOutputsEvent } of events) {
            if (resourcePreEvent !== undefined) this.start(resourcePreEvent.metadata);
            if (resOutputsEvent !== undefined) this.finish(resOutputsEvent.metadata);
        }
    }

    /** What the stage serves: `POST /orders invoke:place {"type":"object"}`, and `OPTIONS /orders` for each path. */
    served(): string[] {
        return operationsOf(this.copies.get(this.named));
    }

    private start({ type, op }: StepEventMetadata): void {
        if (type !== DEPLOYMENT || !isMaking(op)) return;
        this.deployments++;
        this.copied = this.definition;
        for (const operation of operationsOf(this.copied)) {
            const [method, path, uri] = operation.split(" ");
            const source = `/v1/${method}${path.replace(/\{[^}]+\}/g, "*")}`;
            const isPermitted = [...this.permissions.values()].some((arn) => arn.endsWith(source));
            if (uri !== undefined && !isPermitted) this.forbidden.push(operation);
        }
    }

    private finish({ type, op, urn, new: made }: StepEventMetadata): void {
        if (type === "aws:apigateway/restApi:RestApi" && isMaking(op))
            this.definition = JSON.parse(made!.inputs.body as string) as Definition;
        if (type === DEPLOYMENT && isMaking(op)) this.copies.set(made!.id, this.copied);
        if (type === "aws:apigateway/stage:Stage" && isMaking(op)) this.named = made!.inputs.deployment as string;
        if (type === "aws:lambda/permission:Permission") {
            if (isMaking(op)) this.permissions.set(urn, made!.inputs.sourceArn as string);
            else if (op === "delete") this.permissions.delete(urn);
        }
    }
}

function operationsOf(definition: Definition | undefined): string[] {
    const { paths, components } = definition!;
    const operations = Object.entries(paths).flatMap(([path, item]) =>
        Object.entries(item).map(([method, operation]) => {
            const model = operation.requestBody?.content.$default.schema.$ref.split("/").pop();
            return lineOf(
                method.toUpperCase(),
                path,
                operation["x-amazon-apigateway-integration"].uri,
                model === undefined ? undefined : components.schemas[model],
            );
        }),
    );
    return operations.sort();
}

/** What a stage has to serve for a table of routes, in the form of {@link StageReplay.served}. */
export async function expectedOf(routes: readonly Route[]): Promise<string[]> {
    const operations = routes.map(async ({ method, path, function: { invokeArn }, bodySchema }) =>
        lineOf(method, path, await valueOf(invokeArn), bodySchema),
    );
    const preflights = new Set(routes.map(({ path }) => lineOf("OPTIONS", path)));
    return [...(await Promise.all(operations)), ...preflights].sort();
}

function lineOf(method: string, path: string, uri?: string, schema?: object): string {
    return [method, path, uri, schema && JSON.stringify(schema)].filter((each) => each !== undefined).join(" ");
}

function isMaking(op: string): boolean {
    return op === "create" || op === "update" || op === "create-replacement";
}
