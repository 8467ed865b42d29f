import * as pulumi from "@pulumi/pulumi";
import { settled, valueOf } from "./mocks";

/**
 * What each resource of a component is declared to wait for: type and logical name of both, as in
 * `aws:apigateway/stage:Stage orders`. Mocks do not see `dependsOn`; transformations given to a component see it of exactly its
 * descendants.
 */
export async function declaredDependencies(
    create: (opts: pulumi.ComponentResourceOptions) => pulumi.Resource,
): Promise<ReadonlyMap<string, readonly string[]>> {
    const declared = new Map<string, pulumi.Input<pulumi.Resource | pulumi.Resource[]>>();
    const note: pulumi.ResourceTransformation = ({ type, name, opts }) => {
        declared.set(`${type} ${name}`, (opts as { dependsOn?: pulumi.Resource[] }).dependsOn ?? []);
        return undefined;
    };
    create({ transformations: [note] });
    await settled();
    const named = [...declared].map(async ([resource, dependsOn]) => {
        const labels = [await valueOf(pulumi.output(dependsOn))].flat().map(labelOf);
        return [resource, (await Promise.all(labels)).sort()] as const;
    });
    return new Map(await Promise.all(named));
}

async function labelOf({ urn }: pulumi.Resource): Promise<string> {
    const [type, name] = (await valueOf(urn)).split("::").slice(-2);
    return `${type.split("$").pop()} ${name}`;
}
