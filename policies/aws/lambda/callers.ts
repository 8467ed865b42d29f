import { reading, type Reading } from "../../framework/reading";
import type { StackResource, StackView } from "../../framework/stack";
import { attachedToFunction } from "./functions";

/** Tokens of resources by which functions are called. */
export const CALLER_TYPES = {
    machine: "aws:sfn/stateMachine:StateMachine",
    mapping: "aws:lambda/eventSourceMapping:EventSourceMapping",
    permission: "aws:lambda/permission:Permission",
    restIntegration: "aws:apigateway/integration:Integration",
    schedule: "aws:scheduler/schedule:Schedule",
    url: "aws:lambda/functionUrl:FunctionUrl",
} as const;

/**
 * Services that wait for the function's answer and see its errors:
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-services.html
 */
const WAITING = new Set([
    "alexa-appkit.amazon.com",
    "apigateway.amazonaws.com",
    "appsync.amazonaws.com",
    "cognito-idp.amazonaws.com",
    "elasticloadbalancing.amazonaws.com",
    "lex.amazonaws.com",
    "lexv2.amazonaws.com",
    "vpc-lattice.amazonaws.com",
]);

/**
 * Whether all that the stack shows to call a function waits for its answer, or keeps the event itself, as the pollers of
 * queues and streams do. `false` also when nothing is seen to call it: then anybody may, in either way.
 */
export function isOnlyAwaited(stack: StackView, lambda: StackResource): Reading<boolean> {
    const attached = (type: string, property: string) => {
        const found = attachedToFunction(stack, lambda, [type], property);
        return found.known ? found.value : [];
    };
    const permissions = attached(CALLER_TYPES.permission, "function").map((permission) =>
        reading(
            () => permission.props.action === "lambda:InvokeFunctionUrl" || WAITING.has(permission.props.principal),
        ),
    );
    const unknown = permissions.find((found) => !found.known);
    if (unknown !== undefined) return unknown;
    const references = (type: string, property: string) => stack.referring(lambda, type, property);
    const leaving = [
        ...permissions.filter((found) => found.known && !found.value),
        ...references(CALLER_TYPES.schedule, "target"),
        ...attached(CALLER_TYPES.restIntegration, "uri").filter(isHandedOver),
    ];
    const awaiting = [
        ...permissions,
        ...attached(CALLER_TYPES.mapping, "functionName"),
        ...attached(CALLER_TYPES.url, "functionName"),
        ...references(CALLER_TYPES.machine, "definition"),
    ];
    return { known: true, value: leaving.length === 0 && awaiting.length > 0 };
}

/** Whether a REST API's integration only hands the event over, and waits for nothing. */
export function isHandedOver({ props }: StackResource): boolean {
    const parameters = reading(() => props.requestParameters as unknown);
    return parameters.known && leavesNoAnswer(parameters.value);
}

/** Whether the request parameters of an integration make the invocation an asynchronous one. */
export function leavesNoAnswer(requestParameters: unknown): boolean {
    const parameters = (requestParameters ?? {}) as Readonly<Record<string, unknown>>;
    const type = reading(() => parameters["integration.request.header.X-Amz-Invocation-Type"]);
    return type.known && type.value === "'Event'";
}
