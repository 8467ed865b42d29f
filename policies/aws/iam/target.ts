import { ARN_RESOURCE, arnParts } from "./pattern";

/** What an ARN names, without what lies below it: the table of an index, the bucket of an object. */
export interface Target {
    readonly service: string;
    readonly name: string;
}

/** Services whose ARNs begin with the name. In others a type comes first: `table/orders`, `function:orders`. */
const UNTYPED = new Set(["s3", "sqs", "sns"]);

/** Reads an ARN, or a pattern of ARNs. Undefined for what names no service, as `*` does. */
export function targetOf(arn: string): Target | undefined {
    const parts = arnParts(arn);
    const [service = "", resource] = [parts[2], parts[ARN_RESOURCE]];
    if (resource === undefined || !/^[a-z0-9-]+$/.test(service)) return undefined;
    if (service === "ssm") return { service, name: resource.replace(/^parameter\/?/, "") };
    const [first = "", second] = resource.split(/[/:]/);
    return { service, name: UNTYPED.has(service) ? first : (second ?? first) };
}
