import { integrationOf, parseOpenApi } from "../../aws/apigateway/openApi";
import { API_V2_TYPE } from "../../aws/apigateway/webSocket";
import { isHandedOver, leavesNoAnswer } from "../../aws/lambda/callers";
import { ALIAS_TYPE, attachedToFunction, FUNCTION_TYPE } from "../../aws/lambda/functions";
import { reading } from "../../framework/reading";
import { wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";
import type { StackResource } from "../../framework/stack";

const REST_TYPE = "aws:apigateway/integration:Integration";
const HTTP_TYPE = "aws:apigatewayv2/integration:Integration";
const REST_API_TYPE = "aws:apigateway/restApi:RestApi";

/** What API Gateway waits for a function unless told otherwise, in ms. */
const [REST_LIMIT, HTTP_LIMIT] = [29_000, 30_000];

/** When API Gateway has answered 504, the function works on, is paid for, and the client tries again. */
export const lambdaApiTimeoutBounded = defineRule({
    id: "lambda-api-timeout-bounded",
    displayName: "Lambda timeout is below the API's integration timeout",
    description: "Lambda functions behind an API end before the integration's timeout.",
    severity: "low",
    level: "advisory",
    tags: ["lambda", "apigateway", "operations"],
    frameworks: [wellArchitected("REL05-BP05")],
    remediationSteps:
        "Set timeout of the function to less than timeoutMilliseconds of the integration: 29 s unless set for REST, 30 s for HTTP.",
    url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html",
    examples: ["aws.lambda.Function", "aws.apigateway.Integration", "RestApi"],
    types: [FUNCTION_TYPE, ALIAS_TYPE, REST_TYPE, HTTP_TYPE, REST_API_TYPE, API_V2_TYPE],
    stack(stack, judgeOf) {
        const described = stack.ofType(REST_API_TYPE, API_V2_TYPE).filter(({ props }) => {
            const body = reading(() => props.body as unknown);
            return !body.known || (body.value ?? "") !== "";
        });
        for (const lambda of stack.ofType(FUNCTION_TYPE)) {
            const judge = judgeOf(lambda);
            const judgeBy = (caller: StackResource, limitOf: () => number | undefined) => {
                judge.decide("timeout", () => {
                    const { timeout = 3 } = lambda.props as { timeout?: number };
                    const limit = limitOf();
                    return limit === undefined || timeout * 1000 <= limit
                        ? undefined
                        : `'${lambda.name}' may take ${timeout} s, but '${caller.name}' waits ${limit} ms.`;
                });
            };
            const attached = (type: string, property: string) => {
                const found = attachedToFunction(stack, lambda, [type], property);
                return found.known ? found.value : [];
            };
            for (const [type, property, usual] of [
                [REST_TYPE, "uri", REST_LIMIT],
                [HTTP_TYPE, "integrationUri", HTTP_LIMIT],
            ] as const) {
                for (const integration of attached(type, property))
                    judgeBy(integration, () =>
                        isHandedOver(integration) ? undefined : (integration.props.timeoutMilliseconds ?? usual),
                    );
            }
            for (const api of attached(API_V2_TYPE, "target")) judgeBy(api, () => HTTP_LIMIT);
            for (const api of described) {
                const wait = reading(() => shortestWait(api, lambda));
                const isCaller = wait.known
                    ? wait.value !== undefined
                    : wait.problem !== undefined || attached(api.type, "body").includes(api);
                if (isCaller) judgeBy(api, () => shortestWait(api, lambda));
            }
        }
    },
});

/** How long the operations of an API's description that call a function wait for it at least, in ms. */
function shortestWait(api: StackResource, lambda: StackResource): number | undefined {
    const description = parseOpenApi(api.props.body, `body of '${api.name}'`);
    const usual = api.type === REST_API_TYPE ? REST_LIMIT : HTTP_LIMIT;
    const waits = description.operations
        .map((operation) => integrationOf(description, operation))
        .filter(({ uri, requestParameters }) => names(uri, lambda) && !leavesNoAnswer(requestParameters))
        .map(({ timeoutInMillis }) => Number(timeoutInMillis ?? usual));
    return waits.length === 0 ? undefined : Math.min(...waits);
}

/** Whether the URI is that of a function, or of one of its aliases or versions. */
function names(uri: unknown, { outputs }: StackResource): boolean {
    const arn = outputs.arn as string | undefined;
    return (
        typeof uri === "string" &&
        arn !== undefined &&
        `${uri}/`
            .split(arn)
            .slice(1)
            .some((rest) => /^[/:]/.test(rest))
    );
}
