import type { Diagnostic, OperationLog } from "./engineEvents";
import type { LayerNode } from "./layers";

/**
 * Whether an update did everything but delete what it no longer has: AWS refuses to delete what is still held, such as a
 * permissions boundary or a security group. Deletions come last, so all that readers of the layer need is there.
 */
export function onlyDeletionsFailed(
    { failed, diagnostics, outputs = {} }: OperationLog,
    { publishes }: LayerNode,
): boolean {
    const held = new Set(failed.filter(({ op }) => DELETIONS.has(op)).map(({ resource }) => resource));
    return (
        failed.length > 0 &&
        failed.every(({ resource }) => held.has(resource)) &&
        Object.keys(publishes).every((output) => output in outputs) &&
        diagnostics.every(
            ({ severity, resource, message }) => severity !== "error" || held.has(resource) || END.test(message),
        )
    );
}

const DELETIONS: ReadonlySet<string> = new Set(["delete", "delete-replaced"]);

/** What the engine says at the end of any update that failed. */
const END = /^update failed$/;

/** Says of such a layer what else to run. */
export function explainUndeleted(environment: string, layer: string): Diagnostic {
    const message = `'${layer}' is up to date but for what it could not delete. If layers that read it still hold that, update them, 'platform up ${environment}', which then runs '${layer}' again.`;
    return { severity: "error", resource: "", message };
}
