import { wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";
import type { StackResource } from "../../framework/stack";
import { ALIAS_TYPE, attachedToFunction, FUNCTION_TYPE } from "../../lambda/functions";

const REST_TYPE = "aws:apigateway/integration:Integration";
const HTTP_TYPE = "aws:apigatewayv2/integration:Integration";

/** When API Gateway has answered 504, the function works on, is paid for, and the client tries again. */
export const lambdaApiTimeoutBounded = defineRule({
    id: "lambda-api-timeout-bounded",
    displayName: "Functions answer before the API gives up",
    description: "Lambda functions behind an API end before the integration's timeout.",
    severity: "low",
    level: "advisory",
    tags: ["lambda", "apigateway", "operations"],
    frameworks: [wellArchitected("REL05-BP05", "Set client timeouts")],
    remediationSteps:
        "Set timeout of the function to less than timeoutMilliseconds of the integration: 29 s unless set for REST, 30 s for HTTP.",
    url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html",
    examples: {
        aws: `new aws.lambda.Function("place-order", {
    role: role.arn,
    runtime: "nodejs24.x",
    handler: "index.handler",
    code,
    timeout: 10,
});`,
        component: `new ServerlessFunction("place-order", { function: "placeOrder", description: "Places orders", platform });`,
    },
    types: [FUNCTION_TYPE, ALIAS_TYPE, REST_TYPE, HTTP_TYPE],
    stack(stack, judgeOf) {
        for (const lambda of stack.ofType(FUNCTION_TYPE)) {
            const judge = judgeOf(lambda);
            const judgeBy = (type: string, property: string, usual: number) => {
                const integrations = attachedToFunction(stack, lambda, [type], property);
                for (const integration of integrations.known ? integrations.value : []) {
                    judge.decide("timeout", () => {
                        const { timeout = 3 } = lambda.props as { timeout?: number };
                        const limit = (integration.props.timeoutMilliseconds as number | undefined) ?? usual;
                        return timeout * 1000 <= limit || isAsynchronous(integration)
                            ? undefined
                            : `'${lambda.name}' may take ${timeout} s, but '${integration.name}' waits ${limit} ms.`;
                    });
                }
            };
            judgeBy(REST_TYPE, "uri", 29_000);
            judgeBy(HTTP_TYPE, "integrationUri", 30_000);
        }
    },
});

/** An integration that only hands the event over waits for nothing. */
function isAsynchronous({ props }: StackResource): boolean {
    const headers = (props.requestParameters ?? {}) as Readonly<Record<string, string>>;
    return headers["integration.request.header.X-Amz-Invocation-Type"] === "'Event'";
}
