import type { Rule } from "../../framework/rule";
import { apigatewayMethodAuthorized } from "./methodAuthorized";
import { apigatewayRouteAuthorized } from "./routeAuthorized";
import { apigatewayStageTracing } from "./stageTracing";

export const apigatewayRules: readonly Rule[] = [
    apigatewayMethodAuthorized,
    apigatewayRouteAuthorized,
    apigatewayStageTracing,
];
