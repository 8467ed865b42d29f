import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { cloudfrontGeoRestricted } from "./geoRestricted";

const distribution = subjectsOf("aws:cloudfront/distribution:Distribution");
const of = (geoRestriction: unknown) => distribution({ restrictions: { geoRestriction } });
const id = "restrictions.geoRestriction";

describeRule(cloudfrontGeoRestricted, {
    passes: {
        "some countries": of({ restrictionType: "whitelist", locations: ["IE"] }),
        "all but some": of({ restrictionType: "blacklist", locations: ["XX"] }),
    },
    violates: {
        "no restriction": [of({ restrictionType: "none" }), id],
        "a restriction to nothing": [of({ restrictionType: "blacklist", locations: [] }), id],
    },
    missing: [distribution({}), id],
    undecided: { "an unknown restriction": [of(UNKNOWN), id] },
});
