import * as proxy from "@pulumi/policy/proxy";

/**
 * How the SDK keeps rules from reading what is not known yet, taken from where it is: the SDK's index would load its server, and
 * with it all of `@pulumi/pulumi`. Its declarations leave both out.
 */
export const { unknownCheckingProxy, UnknownValueError } = proxy as unknown as {
    unknownCheckingProxy(this: void, props: object): object;
    UnknownValueError: new (...args: never) => Error;
};
