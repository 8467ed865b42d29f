import { isInternet } from "../ec2/ingress";
import { arnParts, hasWildcard, isOnlyWildcards } from "./pattern";

/** Whether a value of a condition limits its key (in lower case) to somebody or something in particular. */
export type Narrowness = (key: string, value: string) => boolean;

/** Variables that AWS fills with the resource's own account or organization; other ones the caller fills. */
const OWN = /^\$\{aws:Resource(Account|OrgID|OrgPaths)\}$/i;

/** Keys whose values are read by what they are. The others limit by anything but wildcards alone. */
const BY_KEY: Readonly<Record<string, (value: string) => boolean>> = {
    "aws:principalarn": namesOwnerOfArn,
    "aws:sourcearn": namesOwnerOfArn,
    "lambda:sourcefunctionarn": namesOwnerOfArn,
    "aws:principalaccount": isExact,
    "aws:sourceaccount": isExact,
    "aws:sourceowner": isExact,
    "aws:principalorgid": isExact,
    "aws:sourceorgid": isExact,
    "aws:principalorgpaths": namesOrganization,
    "aws:sourceorgpaths": namesOrganization,
    "aws:sourcevpc": isExact,
    "aws:sourcevpce": isExact,
    "vpc-lattice-svcs:sourcevpc": isExact,
    "vpc-lattice-svcs:sourcevpcowneraccount": isExact,
    "kms:calleraccount": isExact,
    "s3:dataaccesspointaccount": isExact,
    "s3:dataaccesspointarn": namesOwnerOfArn,
    "aws:userid": (value) => /^[A-Z][A-Z0-9]{15,}/.test(value),
    "sts:externalid": isExact,
    "iam:passedtoservice": isExact,
    "iam:awsservicename": isExact,
    "cognito-identity:identitypoolarn": namesResource,
    "ec2:subnet": namesResource,
    "ec2:vpc": namesResource,
    "elasticfilesystem:accesspointarn": namesResource,
    "lambda:functionarn": namesResource,
    "secretsmanager:secretid": namesResource,
    "servicediscovery:namespacearn": namesResource,
    "servicediscovery:servicearn": namesResource,
    "saml:aud": isExact,
};

/** Tells values that limit by what the key is: an ARN by its account, an account or a service by its whole name. */
export function isNarrow(key: string, value: string): boolean {
    if (OWN.test(value)) return true;
    const own = BY_KEY[key] ?? (key.endsWith(":aud") ? isExact : undefined);
    return own?.(value) ?? !isOnlyWildcards(value);
}

/** Whether addresses of a condition are fewer than the internet, or one of a few parts of it. */
export function isNarrowBlock(cidr: string): boolean {
    return !cidr.includes("/") || !isInternet(cidr);
}

/** Whether a value is one and not a pattern, and not what a caller's own session fills in. */
function isExact(value: string): boolean {
    return value !== "" && !hasWildcard(value) && !value.includes("${");
}

/**
 * Whether an ARN pattern leaves no choice of the account: `arn:aws:iam::*:role/ci` is a role that every account can make. ARNs
 * without an account (`arn:aws:s3:::lake`) name their owner by the resource, as far as its first part is written out.
 */
function namesOwnerOfArn(value: string): boolean {
    const [, , , , account = "*", resource = ""] = arnParts(value);
    if (account !== "") return /^\d{12}$/.test(account) || OWN.test(account);
    const segments = resource.split("/");
    // API Gateway's begin with a slash and the kind of resource: `/restapis/a1b2c3`.
    const owner = (segments[0] === "" ? segments[2] : segments[0]) ?? "";
    return isExact(owner);
}

/** Whether the name of a resource is at least begun: `arn:aws:ec2:*:*:vpc/*` is all there are. */
function namesResource(value: string): boolean {
    const [, , , , , resource = value] = arnParts(value);
    return !isOnlyWildcards(resource.replace(/^[a-z-]+[/:]/, ""));
}

/** Whether an organization's path begins with the organization itself. */
function namesOrganization(value: string): boolean {
    const [organization = ""] = value.split("/");
    return isExact(organization);
}
