import { reading, type Reading } from "../../framework/reading";
import type { ResourceView } from "../../framework/resource";
import type { StackResource, StackView } from "../../framework/stack";

/** APIs of the second version: HTTP and WebSocket. */
export const API_V2_TYPE = "aws:apigatewayv2/api:Api";

/** The protocol of the API that a stage or route names in `apiId`; `undefined` when another stack has it. */
export function protocolOf(stack: StackView, child: StackResource): Reading<string | undefined> {
    const [api] = stack.namedIn(child, "apiId", [API_V2_TYPE], ["id"]);
    if (api !== undefined) return reading(() => api.props.protocolType as string);
    return stack.openIn(child, "apiId", API_V2_TYPE)[0] ?? { known: true, value: undefined };
}

/**
 * Whether an API of this type makes a route and the stage `$default` itself, which it does with `target`. That it is given says
 * so, whatever it will be.
 */
export function isQuicklyMade({ props }: ResourceView<any>): boolean {
    const target = reading(() => props.target as string | undefined);
    return target.known ? (target.value ?? "") !== "" : true;
}
