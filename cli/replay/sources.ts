import type { StateResource } from "../driver/exportedState";
import { UsageError } from "../errors";
import { nameOf } from "../../local/provider/urn";

/** Where something was set aside: a queue, or what Lambda gave up of a stream. */
export type Source =
    | { readonly kind: "queue"; readonly name: string; readonly url: string }
    | { readonly kind: "bucket"; readonly name: string; readonly bucket: string; readonly prefix: string };

const QUEUE = "aws:sqs/queue:Queue";
const MAPPING = "aws:lambda/eventSourceMapping:EventSourceMapping";
const BUCKET_ARN = "arn:aws:s3:::";

/**
 * The places of an environment where something may have been set aside, by the logical names of its queues and event source mappings. Queues of work are
 * none: a function is fed from them. Nor are those that messages of such a queue end in: SQS moves these back itself, by `StartMessageMoveTask`.
 */
export function sourcesIn(resources: readonly StateResource[]): Source[] {
    const consumed = consumersIn(resources);
    const queues = resources.filter(({ type }) => type === QUEUE);
    const endsOf = queues.map(({ outputs }) => (outputs?.redrivePolicy as string | undefined) ?? "");
    const isForWork = (arn: string) => consumed.has(arn) || endsOf.some((policy) => policy.includes(`"${arn}"`));
    return resources.flatMap((resource): Source[] => {
        const name = nameOf(resource.urn);
        if (resource.type === QUEUE) {
            const { arn, url } = resource.outputs ?? {};
            return isForWork(String(arn)) ? [] : [{ kind: "queue", name, url: String(url) }];
        }
        if (resource.type !== MAPPING) return [];
        const destination = destinationOf(resource);
        return destination?.startsWith(BUCKET_ARN) === true
            ? [
                  {
                      kind: "bucket",
                      name,
                      bucket: destination.slice(BUCKET_ARN.length),
                      prefix: `aws/lambda/${resource.id}/`,
                  },
              ]
            : [];
    });
}

/**
 * The place of that name.
 *
 * @throws {@link UsageError} with all names when there is none.
 */
export function sourceNamed(resources: readonly StateResource[], name: string, environment: string): Source {
    const sources = sourcesIn(resources);
    const found = sources.find((source) => source.name === name);
    if (found !== undefined) return found;
    const names = sources.map((source) => source.name).sort();
    throw new UsageError(
        `'${environment}' sets nothing aside in '${name}'. It does in: ${names.join(", ") || "nothing; is it deployed?"}.`,
    );
}

/** The function that a stream is fed to, by the stream's ARN. */
export function consumersIn(resources: readonly StateResource[]): ReadonlyMap<string, string> {
    return new Map(
        resources
            .filter(({ type }) => type === MAPPING)
            .map(({ outputs }) => [String(outputs?.eventSourceArn), String(outputs?.functionName)]),
    );
}

function destinationOf({ outputs }: StateResource): string | undefined {
    const config = outputs?.destinationConfig as { onFailure?: { destinationArn?: string } } | undefined;
    return config?.onFailure?.destinationArn;
}
