import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { ecsInsightsEnabled } from "./insightsEnabled";

const cluster = subjectsOf("aws:ecs/cluster:Cluster");
const of = (value: unknown) => cluster({ settings: [{ name: "containerInsights", value }] });
const id = "settings.containerInsights";

describeRule(ecsInsightsEnabled, {
    passes: {
        insights: of("enabled"),
        "enhanced ones": of("enhanced"),
        "behind a setting that is not known": cluster({
            settings: [UNKNOWN, { name: "containerInsights", value: "enabled" }],
        }),
    },
    violates: { "insights switched off": [of("disabled"), id] },
    missing: [cluster({}), id],
    undecided: { "an unknown value": [of(UNKNOWN), id], "an unknown setting": [cluster({ settings: [UNKNOWN] }), id] },
});
