import { Logger } from "@aws-lambda-powertools/logger";
import { Metrics } from "@aws-lambda-powertools/metrics";
import { Tracer } from "@aws-lambda-powertools/tracer";
import type { Context } from "aws-lambda";

/**
 * JSON logs with request and trace id, from `POWERTOOLS_LOG_LEVEL` (default INFO) upwards. Log ids and counts only: never an event, a
 * body, a header or a claim, for they hold personal data.
 */
export const logger = new Logger();

/**
 * Traces of the clients given to it, and of nothing else: patching all of `https` would show every AWS call twice. Outside Lambda it
 * does nothing.
 */
export const tracer = new Tracer({ captureHTTPsRequests: false });

/** As Lambda names the function; other than the service's name not the same in another environment of the account. */
const functionName = process.env.AWS_LAMBDA_FUNCTION_NAME;

/**
 * Metrics in CloudWatch's embedded format; namespace and service by `POWERTOOLS_METRICS_NAMESPACE`, `POWERTOOLS_SERVICE_NAME`. The dimension
 * `function_name` tells environments apart that share an account.
 */
export const metrics = new Metrics(
    functionName === undefined ? {} : { defaultDimensions: { function_name: functionName } },
);

/** Lambda's contract as this project uses it. */
export type LambdaHandler<Event, Result> = (event: Event, context: Context) => Promise<Result>;

/**
 * Puts a handler under observation: log lines carry the request, the trace gets a segment of its own with cold start and errors,
 * metrics are written out whatever happens. Wraps every function's exported `handler`; does not change its outcome.
 */
export function observed<Event, Result>(handle: LambdaHandler<Event, Result>): LambdaHandler<Event, Result> {
    return async (event, context) => {
        logger.addContext(context);
        metrics.captureColdStartMetric();
        const parent = tracer.isTracingEnabled() ? tracer.getSegment() : undefined;
        const segment = parent?.addNewSubsegment(`## ${context.functionName}`);
        if (segment !== undefined) tracer.setSegment(segment);
        tracer.annotateColdStart();
        tracer.addServiceNameAnnotation();
        try {
            return await handle(event, context);
        } catch (error) {
            tracer.addErrorAsMetadata(error as Error);
            logger.error("The invocation failed", error as Error);
            throw error;
        } finally {
            segment?.close();
            if (parent !== undefined) tracer.setSegment(parent);
            if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
            logger.resetKeys();
        }
    };
}
