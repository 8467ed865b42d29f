import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { cloudfrontOriginFailover } from "./originFailover";

const distribution = subjectsOf("aws:cloudfront/distribution:Distribution");
const group = (...origins: string[]) => ({ originId: "lakes", members: origins.map((originId) => ({ originId })) });

describeRule(cloudfrontOriginFailover, {
    passes: { "a group of two": distribution({ originGroups: [group("lake", "elsewhere")] }) },
    violates: {
        "a group of one": [distribution({ originGroups: [group("lake")] }), "originGroups"],
        "no group": [distribution({ originGroups: [] }), "originGroups"],
    },
    missing: [distribution({}), "originGroups"],
    undecided: { "unknown groups": [distribution({ originGroups: UNKNOWN }), "originGroups"] },
});
