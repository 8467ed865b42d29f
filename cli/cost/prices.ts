/** A list price: what AWS charges for a thing that stands, whether or not it is used. */
export interface Price {
    /** What is counted, as the report names it. */
    readonly what: string;
    /** US dollars, without taxes. */
    readonly usd: number;
    readonly per: "hour" | "month";
    /** How many an account has free each month. @default 0 */
    readonly free?: number;
    /** Where AWS publishes it. */
    readonly source: string;
    /** Last day on which the figure was looked up; where not in what AWS publishes, the comment above says so. */
    readonly date: string;
}

/** The region that the prices are of; others are up to a quarter cheaper or twice as expensive. */
export const PRICED_REGION = "eu-west-1";

/** Hours of a month, as AWS's own estimates count them. */
export const HOURS_PER_MONTH = 730;

/**
 * What stands and is charged for, in {@link PRICED_REGION}. Prices change seldom; whoever changes one changes its date. What is
 * charged by use only (requests, bytes, active users) is not here.
 *
 * Pages of prices draw a region's figures in the browser; the same figures are in AWS's price list
 * (https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/using-price-list-query-api.html). Where a figure was found elsewhere only,
 * it says so.
 */
export const prices = {
    // As in AWS's price list of EC2 (`EU-NatGateway-Hours`).
    natGateway: {
        what: "NAT gateway",
        usd: 0.048,
        per: "hour",
        source: "https://aws.amazon.com/vpc/pricing/",
        date: "2026-10-02",
    },
    // As charged in eu-west-1 (`EU-VpcEndpoint-Hours`), and so is the address below (`EU-PublicIPv4:InUseAddress`).
    interfaceEndpoint: {
        what: "interface endpoint in a zone",
        usd: 0.011,
        per: "hour",
        source: "https://aws.amazon.com/privatelink/pricing/",
        date: "2026-06-23",
    },
    publicAddress: {
        what: "public IPv4 address",
        usd: 0.005,
        per: "hour",
        source: "https://aws.amazon.com/vpc/pricing/",
        date: "2026-06-23",
    },
    // Not checked against AWS's price list: the page's own examples are of us-east-1.
    onDemandStream: {
        what: "Kinesis stream on demand",
        usd: 0.045,
        per: "hour",
        source: "https://aws.amazon.com/kinesis/data-streams/pricing/",
        date: "2026-11-29",
    },
    // Not checked against AWS's price list.
    shard: {
        what: "Kinesis shard",
        usd: 0.017,
        per: "hour",
        source: "https://aws.amazon.com/kinesis/data-streams/pricing/",
        date: "2026-11-29",
    },
    // Not checked against AWS's price list, nor is the next.
    readCapacity: {
        what: "DynamoDB read capacity unit",
        usd: 0.000147,
        per: "hour",
        source: "https://aws.amazon.com/dynamodb/pricing/provisioned/",
        date: "2026-05-01",
    },
    writeCapacity: {
        what: "DynamoDB write capacity unit",
        usd: 0.000735,
        per: "hour",
        source: "https://aws.amazon.com/dynamodb/pricing/provisioned/",
        date: "2026-05-01",
    },
    key: {
        what: "KMS key",
        usd: 1,
        per: "month",
        source: "https://aws.amazon.com/kms/pricing/",
        date: "2026-11-29",
    },
    // Of alarms, not checked against AWS's price list, but against what others tell of the page.
    alarm: {
        what: "CloudWatch alarm metric",
        usd: 0.1,
        per: "month",
        free: 10,
        source: "https://aws.amazon.com/cloudwatch/pricing/",
        date: "2026-11-29",
    },
    fastAlarm: {
        what: "CloudWatch alarm metric of less than a minute",
        usd: 0.3,
        per: "month",
        source: "https://aws.amazon.com/cloudwatch/pricing/",
        date: "2026-11-29",
    },
    compositeAlarm: {
        what: "CloudWatch composite alarm",
        usd: 0.5,
        per: "month",
        source: "https://aws.amazon.com/cloudwatch/pricing/",
        date: "2026-11-29",
    },
    // WAF costs the same in every region
    // (https://aws.amazon.com/blogs/networking-and-content-delivery/cost-effective-ways-for-securing-your-web-applications-using-aws-waf/).
    // Not checked against AWS's price list, but against what others tell of the page.
    webAcl: {
        what: "WAF web ACL",
        usd: 5,
        per: "month",
        source: "https://aws.amazon.com/waf/pricing/",
        date: "2026-11-29",
    },
    webAclRule: {
        what: "WAF rule",
        usd: 1,
        per: "month",
        source: "https://aws.amazon.com/waf/pricing/",
        date: "2026-11-29",
    },
    // As in the page's own examples.
    secret: {
        what: "Secrets Manager secret",
        usd: 0.4,
        per: "month",
        source: "https://aws.amazon.com/secrets-manager/pricing/",
        date: "2026-11-29",
    },
} as const satisfies Readonly<Record<string, Price>>;

/** What has a price. */
export type Priced = keyof typeof prices;

/** US dollars that one of it costs in a month. */
export function monthly(priced: Priced): number {
    const { usd, per } = prices[priced];
    return per === "hour" ? usd * HOURS_PER_MONTH : usd;
}
