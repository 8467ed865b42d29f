import type * as pulumi from "@pulumi/pulumi";
import { ResourceAlarms, type Alerting } from "./resourceAlarms";
import { requireWhole } from "../shared/wholeNumber";

/** A stream keeps records for up to a year. */
const MAX_LAG_MINUTES = 365 * 24 * 60;

/** Arguments for {@link FunctionAlarms}. */
export interface FunctionAlarmsArgs extends Alerting {
    readonly functionName: pulumi.Input<string>;
    /**
     * Minutes that the function may be behind the stream that it consumes.
     *
     * @default - it consumes none
     */
    readonly lagMinutes?: number;
}

/**
 * Tells when a function fails, is throttled, falls behind its stream, or when what it gave up cannot be kept for somebody to look at
 * (https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html).
 *
 * Creates: the alarms `<name>-failing`, `<name>-throttled`, `<name>-destination-failures` and, for the consumer of a stream, `<name>-late`.
 *
 * @example
 * new FunctionAlarms("place-order", { functionName: placeOrder.functionName, topicArn, afterMinutes: 3 });
 */
export class FunctionAlarms extends ResourceAlarms {
    constructor(name: string, args: FunctionAlarmsArgs, opts?: pulumi.ComponentResourceOptions) {
        const { lagMinutes } = args;
        if (lagMinutes !== undefined)
            requireWhole(`FunctionAlarms '${name}'`, "lagMinutes", lagMinutes, 1, MAX_LAG_MINUTES);
        super(
            "FunctionAlarms",
            name,
            args,
            { namespace: "AWS/Lambda", dimensions: { FunctionName: args.functionName } },
            [
                {
                    problem: "failing",
                    metricName: "Errors",
                    statistic: "Sum",
                    threshold: 0,
                    description: `Function '${name}' ends with errors. Read them in its log group (level ERROR) and in its traces.`,
                },
                {
                    problem: "throttled",
                    metricName: "Throttles",
                    statistic: "Sum",
                    threshold: 0,
                    description: `Function '${name}' is refused for lack of concurrency. Raise what is reserved for it, or the account's quota; find out who uses it up.`,
                },
                {
                    // Of asynchronous invocations and of event source mappings: what no queue or bucket keeps is gone.
                    problem: "destination-failures",
                    formerly: "losing",
                    metricName: "DestinationDeliveryFailures",
                    statistic: "Sum",
                    threshold: 0,
                    afterMinutes: 1,
                    description: `Lambda cannot keep what function '${name}' gave up, and drops it. See that its role may write to its failure queue or bucket, and to their keys.`,
                },
                ...(lagMinutes === undefined
                    ? []
                    : [
                          {
                              problem: "late",
                              metricName: "IteratorAge",
                              statistic: "Maximum" as const,
                              threshold: lagMinutes * 60_000,
                              // The lag has waited already, and who fails writes an age only now and then.
                              afterMinutes: 1,
                              description: `Function '${name}' is more than ${lagMinutes} min behind its stream, which forgets. If it fails, mend that first; if it is only slow, let it take more batches at a time.`,
                          },
                      ]),
            ],
            opts,
        );
    }
}
