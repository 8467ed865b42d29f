import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { appsyncApiTracing } from "./apiTracing";

const api = subjectsOf("aws:appsync/graphQLApi:GraphQLApi");

describeRule(appsyncApiTracing, {
    passes: { "a traced API": api({ xrayEnabled: true }) },
    violates: { "tracing switched off": [api({ xrayEnabled: false }), "xrayEnabled"] },
    missing: [api({}), "xrayEnabled"],
    undecided: { "an unknown setting": [api({ xrayEnabled: UNKNOWN }), "xrayEnabled"] },
});
