import * as proxy from "@pulumi/policy/proxy";

/**
 * How the SDK keeps rules from reading what is not known yet, taken from where it is: the SDK's index would load its server, and
 * with it all of `@pulumi/pulumi`. Its declarations leave both out.
 */
export const { unknownCheckingProxy, UnknownValueError } = proxy as unknown as {
    unknownCheckingProxy(this: void, props: object): object;
    UnknownValueError: new (...args: never) => Error;
};

type Props = Readonly<Record<string, unknown>>;

/** The inputs that the SDK's proxy stands before, as they are: reading what is not known gives a text of {@link UNKNOWN_VALUES}. */
export function bareOf(props: Props): Props {
    return (props.__getSpecialProxyTarget as Props | undefined) ?? props;
}

/** What stands in inputs for values that are not known yet, of whatever kind. */
export const UNKNOWN_VALUES: ReadonlySet<unknown> = new Set(
    Object.entries(proxy)
        .filter(([name]) => /^unknown\w+Value$/.test(name))
        .map(([, value]) => value),
);
