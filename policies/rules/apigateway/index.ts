import type { Rule } from "../../framework/rule";
import { apigatewayCacheEncrypted } from "./cacheEncrypted";
import { apigatewayDataTraceOff } from "./dataTraceOff";
import { apigatewayDeploymentTriggered } from "./deploymentTriggered";
import { apigatewayDomainTls } from "./domainTls";
import { apigatewayMethodAuthorized } from "./methodAuthorized";
import { apigatewayRequestValidated } from "./requestValidated";
import { apigatewayRouteAuthorized } from "./routeAuthorized";
import { apigatewayStageAccessLogged } from "./stageAccessLogged";
import { apigatewayStageExecutionLogged } from "./stageExecutionLogged";
import { apigatewayStageFirewalled } from "./stageFirewalled";
import { apigatewayStageThrottled } from "./stageThrottled";
import { apigatewayStageTracing } from "./stageTracing";

export const apigatewayRules: readonly Rule[] = [
    apigatewayMethodAuthorized,
    apigatewayRouteAuthorized,
    apigatewayStageTracing,
    apigatewayStageAccessLogged,
    apigatewayStageExecutionLogged,
    apigatewayStageThrottled,
    apigatewayCacheEncrypted,
    apigatewayDataTraceOff,
    apigatewayDomainTls,
    apigatewayRequestValidated,
    apigatewayDeploymentTriggered,
    apigatewayStageFirewalled,
];
