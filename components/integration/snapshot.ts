import { createHash } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";

/**
 * What one deployment of a REST API takes over. A stage serves the definition as it was at its last deployment, whatever is
 * changed afterwards (https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html); resources that are
 * part of the definition are made here, so that none can change without a new deployment.
 */
export class Snapshot {
    private readonly made: pulumi.Resource[] = [];
    private readonly definition: unknown[] = [];

    /** What the deployment waits for. */
    get resources(): readonly pulumi.Resource[] {
        return this.made;
    }

    /** Makes a resource of the definition and notes everything that it is made of. */
    make<A, R extends pulumi.CustomResource>(
        type: new (name: string, args: A, opts?: pulumi.CustomResourceOptions) => R,
        name: string,
        args: NoInfer<A>,
        opts: pulumi.CustomResourceOptions,
    ): R {
        const resource = new type(name, args, opts);
        this.made.push(resource);
        this.note({ name, args });
        return resource;
    }

    /** Notes a part of the definition that belongs to a resource made elsewhere. */
    note(part: unknown): void {
        this.definition.push(part);
    }

    /** Changes with every change of the definition, and with nothing else. */
    digest(): pulumi.Output<string> {
        return pulumi.jsonStringify(this.definition).apply((text) => createHash("sha256").update(text).digest("hex"));
    }
}
