import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { appsyncQueriesLimited } from "./queriesLimited";

const api = subjectsOf("aws:appsync/graphQLApi:GraphQLApi");
const limited = { queryDepthLimit: 8, resolverCountLimit: 50 };

describeRule(appsyncQueriesLimited, {
    passes: { "a limited API": api(limited), "just the most": api({ queryDepthLimit: 15, resolverCountLimit: 500 }) },
    violates: {
        "zero, which is no limit": [api({ ...limited, queryDepthLimit: 0 }), "queryDepthLimit"],
        "a limit that nobody reaches": [api({ ...limited, resolverCountLimit: 10000 }), "resolverCountLimit"],
        "no depth, and resolvers that are not known": [api({ resolverCountLimit: UNKNOWN }), "queryDepthLimit"],
    },
    missing: [api({}), "queryDepthLimit", "resolverCountLimit"],
    undecided: { "an unknown limit": [api({ ...limited, queryDepthLimit: UNKNOWN }), "queryDepthLimit"] },
    configured: {
        "less depth": [{ maximumDepth: 5 }, api(limited), "queryDepthLimit"],
        "fewer resolvers": [{ maximumResolvers: 10 }, api(limited), "resolverCountLimit"],
    },
});
