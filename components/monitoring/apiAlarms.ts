import type * as pulumi from "@pulumi/pulumi";
import { ResourceAlarms, type Alerting } from "./resourceAlarms";
import { requireWhole } from "../shared/wholeNumber";

/** The gateway waits no longer for what it calls, in milliseconds. */
const MAX_LATENCY = 29_000;

/** Arguments for {@link ApiAlarms}. */
export interface ApiAlarmsArgs extends Alerting {
    readonly apiName: pulumi.Input<string>;
    readonly stageName: pulumi.Input<string>;
    /** Share of a minute's requests that may end with a 5xx, in percent: from 0 to below 100. */
    readonly errorPercent: number;
    /** Milliseconds within which 99 of 100 requests of a minute have to be answered, 1 to 29000. */
    readonly latencyMilliseconds: number;
}

/**
 * Tells when a stage of a REST API fails or is slow
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html).
 *
 * Creates: the alarms `<name>-failing` and `<name>-slow`.
 *
 * @example
 * new ApiAlarms("orders", { apiName: api.name, stageName: "v1", errorPercent: 1, latencyMilliseconds: 2000, topicArn });
 */
export class ApiAlarms extends ResourceAlarms {
    constructor(name: string, args: ApiAlarmsArgs, opts?: pulumi.ComponentResourceOptions) {
        const { errorPercent, latencyMilliseconds } = args;
        if (!(errorPercent >= 0 && errorPercent < 100))
            throw new Error(`ApiAlarms '${name}': errorPercent must be a number from 0 to below 100.`);
        requireWhole(`ApiAlarms '${name}'`, "latencyMilliseconds", latencyMilliseconds, 1, MAX_LATENCY);
        super(
            "ApiAlarms",
            name,
            args,
            { namespace: "AWS/ApiGateway", dimensions: { ApiName: args.apiName, Stage: args.stageName } },
            [
                {
                    problem: "failing",
                    metricName: "5XXError",
                    // Each request counts 0 or 1, so this is the share of those that failed.
                    statistic: "Average",
                    threshold: errorPercent / 100,
                    description: `More than ${errorPercent} % of the requests to API '${name}' end with a 5xx. Find them in its access log (status, integrationError, traceId) and follow a trace.`,
                },
                {
                    problem: "slow",
                    metricName: "Latency",
                    statistic: "p99",
                    threshold: latencyMilliseconds,
                    description: `API '${name}' takes more than ${latencyMilliseconds} ms for 1 of 100 requests. Compare latencyMs and integrationLatencyMs in its access log, then look at traces.`,
                },
            ],
            opts,
        );
    }
}
