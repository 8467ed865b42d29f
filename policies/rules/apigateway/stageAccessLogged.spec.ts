import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { apigatewayStageAccessLogged } from "./stageAccessLogged";

const stage = subjectsOf("aws:apigateway/stage:Stage", { stageName: "v1" });
const stageV2 = subjectsOf("aws:apigatewayv2/stage:Stage");
const logs = (format: unknown) => ({
    accessLogSettings: { destinationArn: "arn:aws:logs:eu-west-1:111122223333:log-group:access", format },
});
const json = logs('{"id":"$context.requestId","status":$context.status,"sub":"$context.authorizer.claims.sub"}');
const destination = "accessLogSettings.destinationArn";
const format = "accessLogSettings.format";
const api = subjectsOf("aws:apigatewayv2/api:Api", { protocolType: "HTTP" });

describeRule(apigatewayStageAccessLogged, {
    passes: {
        "an API without a stage": api({}),
        "JSON with text and numbers": stage(json),
        "a stage of an HTTP API": stageV2(json),
    },
    violates: {
        "the stage of an API that is made by its target": [api({ target: "arn:aws:lambda:x" }), "target"],
        "one by a target that is not known yet": [api({ target: UNKNOWN }), "target"],
        "a stage of an HTTP API without logs": [stageV2({}), destination],
        "lines of words": [stage(logs("$context.requestId $context.status")), format],
        "one word": [stage(logs("$context.requestId")), format],
        "lines of words to a place that is not known": [
            stage({ accessLogSettings: { destinationArn: UNKNOWN, format: "$context.requestId x" } }),
            format,
        ],
    },
    missing: [stage({}), destination],
    undecided: {
        "unknown settings": [stage({ accessLogSettings: UNKNOWN }), destination, format],
        "an unknown format": [stage(logs(UNKNOWN)), format],
    },
});
