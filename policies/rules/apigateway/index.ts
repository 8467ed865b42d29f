import type { Rule } from "../../framework/rule";
import { apigatewayStageTracing } from "./stageTracing";

export const apigatewayRules: readonly Rule[] = [apigatewayStageTracing];
