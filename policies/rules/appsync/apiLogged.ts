import type * as aws from "@pulumi/aws";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** Without `excludeVerboseContent` the logs hold headers, arguments and results: tokens and personal data. */
export const appsyncApiLogged = defineRule({
    id: "appsync-api-logged",
    displayName: "AppSync APIs have field-level logging",
    description: "AppSync APIs log their fields or at least their errors, without what callers send.",
    severity: "medium",
    level: "advisory",
    tags: ["appsync", "logging"],
    frameworks: [fsbp("AppSync.2"), wellArchitected("SEC04-BP01")],
    remediationSteps: 'Set logConfig: { cloudwatchLogsRoleArn, fieldLogLevel: "ERROR", excludeVerboseContent: true }.',
    url: "https://docs.aws.amazon.com/appsync/latest/devguide/monitoring.html",
    examples: ["aws.appsync.GraphQLApi"],
    types: ["aws:appsync/graphQLApi:GraphQLApi"],
    parameters: {
        allowVerboseContent: {
            type: "boolean",
            description: "Whether headers, arguments and results may be logged.",
            default: false,
        },
    },
    resource({ name, props }: ResourceView<aws.appsync.GraphQLApiArgs>, judge, { allowVerboseContent }) {
        judge.decide("logConfig.fieldLogLevel", () =>
            (props.logConfig?.fieldLogLevel ?? "NONE") === "NONE" ? `'${name}' logs no fields.` : undefined,
        );
        judge.decide("logConfig.excludeVerboseContent", () =>
            allowVerboseContent || props.logConfig === undefined || props.logConfig.excludeVerboseContent === true
                ? undefined
                : `'${name}' logs headers, arguments and results.`,
        );
    },
});
