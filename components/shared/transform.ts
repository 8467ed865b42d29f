import type * as pulumi from "@pulumi/pulumi";

/**
 * The last word on a child of a component: it is called with what the component says of the child, and changes that in place. It
 * returns nothing: what it returned would be lost, so the compiler refuses it.
 *
 * @param args what the child's resource takes, with all that the component sets
 * @param opts the child's options; it keeps its parent
 * @param name the child's logical name, which tells those apart that are made alike
 */
export type Transform<Args, Options = pulumi.CustomResourceOptions> = (
    args: Args,
    opts: Options,
    name: string,
) => undefined;

/**
 * What a child is made of, once `transform` has changed it. Values that components share stay as they are.
 *
 * @example
 * new aws.sqs.Queue(...transformed(transform?.queue, name, { kmsMasterKeyId: keyArn }, { parent: this }));
 */
export function transformed<Args extends object, Options extends pulumi.ResourceOptions>(
    transform: Transform<Args, Options> | undefined,
    name: string,
    args: NoInfer<Args>,
    opts: NoInfer<Options>,
): [name: string, args: Args, opts: Options] {
    const own = { ...args };
    const ownOpts = { ...opts };
    transform?.(own, ownOpts, name);
    return [name, own, { ...ownOpts, parent: opts.parent }];
}
