import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { appsyncIntrospectionDisabled } from "./introspectionDisabled";

const api = subjectsOf("aws:appsync/graphQLApi:GraphQLApi");

describeRule(appsyncIntrospectionDisabled, {
    passes: { "an API that keeps it": api({ introspectionConfig: "DISABLED" }) },
    violates: { "introspection asked for": [api({ introspectionConfig: "ENABLED" }), "introspectionConfig"] },
    missing: [api({}), "introspectionConfig"],
    undecided: { "an unknown setting": [api({ introspectionConfig: UNKNOWN }), "introspectionConfig"] },
});
