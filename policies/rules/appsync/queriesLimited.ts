import type * as aws from "@pulumi/aws";
import { serverlessLens, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** One request of a few lines can ask for thousands of items when types refer to each other. Zero, AWS's default, is no limit to the
 * depth, and 10,000 resolvers. */
export const appsyncQueriesLimited = defineRule({
    id: "appsync-queries-limited",
    displayName: "AppSync APIs limit query depth and resolver count",
    description: "AppSync APIs limit how deep a query may go and how many resolvers it may call.",
    severity: "medium",
    level: "advisory",
    tags: ["appsync", "availability"],
    frameworks: [wellArchitected("REL05-BP02"), serverlessLens("REL 1")],
    remediationSteps: "Set queryDepthLimit and resolverCountLimit.",
    url: "https://docs.aws.amazon.com/appsync/latest/devguide/configuration-limits.html",
    examples: ["aws.appsync.GraphQLApi"],
    types: ["aws:appsync/graphQLApi:GraphQLApi"],
    parameters: {
        maximumDepth: {
            type: "integer",
            description: "Levels that a query may have at most.",
            default: 15,
            minimum: 1,
        },
        maximumResolvers: {
            type: "integer",
            description: "Resolvers that a query may call at most.",
            default: 500,
            minimum: 1,
        },
    },
    resource({ name, props }: ResourceView<aws.appsync.GraphQLApiArgs>, judge, { maximumDepth, maximumResolvers }) {
        const decide = (property: "queryDepthLimit" | "resolverCountLimit", maximum: number) =>
            judge.decide(property, () => {
                const limit = props[property] ?? 0;
                if (limit === 0) return `'${name}' sets no ${property}.`;
                return limit > maximum ? `'${name}' has the ${property} ${limit}, more than ${maximum}.` : undefined;
            });
        decide("queryDepthLimit", maximumDepth);
        decide("resolverCountLimit", maximumResolvers);
    },
});
