import type { Unwrap } from "@pulumi/pulumi";

/** A resource as a rule sees it. */
export interface ResourceView<Args extends object = Record<string, unknown>> {
    /** Type token, for example `aws:lambda/function:Function`. */
    readonly type: string;
    /** Logical name. */
    readonly name: string;
    readonly urn: string;
    /** The inputs. Reading one that is not known throws, which the judge turns into the verdict `undecided`. */
    readonly props: Partial<Unwrap<Args>>;
}
