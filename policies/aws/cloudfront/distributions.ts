import type * as aws from "@pulumi/aws";
import type { Judge } from "../../framework/judge";
import { readingsOf } from "../../framework/reading";
import type { ResourceView } from "../../framework/rule";

const DISTRIBUTION_TYPE = "aws:cloudfront/distribution:Distribution";
export const MULTITENANT_TYPE = "aws:cloudfront/multitenantDistribution:MultitenantDistribution";

/** Both kinds of distributions. */
export const DISTRIBUTION_TYPES = [DISTRIBUTION_TYPE, MULTITENANT_TYPE] as const;

type Props = ResourceView<aws.cloudfront.DistributionArgs>["props"];
/** How requests to some paths are answered. */
export type Behavior = NonNullable<Props["defaultCacheBehavior"]>;
/** Where a distribution gets its content from. */
type Origin = NonNullable<Props["origins"]>[number];

/**
 * Calls back for each behavior of a distribution, with the path of its property: the default one, then the others in order. A
 * list that is unknown, or one of its elements, is undecided by itself.
 */
export function eachBehavior(
    { type, props }: ResourceView<any>,
    judge: Judge,
    each: (behavior: Behavior, path: string) => void,
): void {
    judge.decide("defaultCacheBehavior", () => {
        each((props.defaultCacheBehavior ?? {}) as Behavior, "defaultCacheBehavior");
        return undefined;
    });
    eachOf<Behavior>(props, type === MULTITENANT_TYPE ? "cacheBehaviors" : "orderedCacheBehaviors", judge, each);
}

/** Calls back for each origin of a distribution, with the path of its property. */
export function eachOrigin(
    { props }: ResourceView<any>,
    judge: Judge,
    each: (origin: Origin, path: string) => void,
): void {
    eachOf<Origin>(props, "origins", judge, each);
}

/** What stands at a domain, as far as CloudFront treats it in its own way. */
export function originKind(domainName: string): "bucket" | "website" | "functionUrl" | "other" {
    if (/\.s3-website[.-][a-z0-9-]+\.amazonaws\.com(\.cn)?$/.test(domainName)) return "website";
    if (/(^|\.)s3([.-][a-z0-9.-]+)?\.amazonaws\.com(\.cn)?$/.test(domainName)) return "bucket";
    return /\.lambda-url\.[a-z0-9-]+\.on\.aws$/.test(domainName) ? "functionUrl" : "other";
}

function eachOf<T>(
    props: Readonly<Record<string, unknown>>,
    property: string,
    judge: Judge,
    each: (value: T, path: string) => void,
): void {
    judge.decide(property, () => {
        for (const [index, found] of readingsOf(props[property] as readonly T[] | undefined).entries()) {
            const path = `${property}[${index}]`;
            const value = judge.read(path, found);
            if (value !== undefined) each(value, path);
        }
        return undefined;
    });
}
