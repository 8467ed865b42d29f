import type * as aws from "@pulumi/aws";
import { wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";
import { mustBe, settings } from "../../framework/settings";

/** Introspection, AWS's default, hands the map of an API to whoever may call it. Development needs it, so the rule advises. */
export const appsyncIntrospectionDisabled = defineRule({
    id: "appsync-introspection-disabled",
    displayName: "AppSync APIs have introspection disabled",
    description: "AppSync APIs do not tell callers their schema.",
    severity: "medium",
    level: "advisory",
    tags: ["appsync", "exposure"],
    frameworks: [wellArchitected("SEC03-BP02")],
    remediationSteps: 'Set introspectionConfig: "DISABLED" where no tool needs the schema.',
    url: "https://docs.aws.amazon.com/appsync/latest/devguide/configuration-limits.html",
    examples: ["aws.appsync.GraphQLApi"],
    types: ["aws:appsync/graphQLApi:GraphQLApi"],
    ...settings<aws.appsync.GraphQLApiArgs>({
        introspectionConfig: mustBe("DISABLED", (name) => `'${name}' tells callers its schema.`),
    }),
});
