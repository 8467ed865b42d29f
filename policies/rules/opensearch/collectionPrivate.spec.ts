import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { opensearchCollectionPrivate } from "./collectionPrivate";

const policy = subjectsOf("aws:opensearch/serverlessSecurityPolicy:ServerlessSecurityPolicy", { type: "network" });
const Rules = [{ ResourceType: "dashboard", Resource: ["collection/*"] }];
const inside = { Rules, AllowFromPublic: false, SourceVPCEs: ["vpce-1"] };
const outside = { Rules, AllowFromPublic: true };

describeRule(opensearchCollectionPrivate, {
    passes: {
        "VPC endpoints": policy({ policy: JSON.stringify([inside]) }),
        "services, without a word on the public": policy({
            policy: JSON.stringify([{ Rules, SourceServices: ["bedrock.amazonaws.com"] }]),
        }),
        "an encryption policy": policy({ type: "encryption", policy: JSON.stringify({ Rules, AWSOwnedKey: true }) }),
    },
    violates: {
        "one entry of several": [policy({ policy: JSON.stringify([inside, outside]) }), "policy[1]"],
        "behind one that is not known": [policy({ policy: [{ AllowFromPublic: true, Rules: UNKNOWN }] }), "policy[0]"],
    },
    missing: [policy({ policy: JSON.stringify([outside]) }), "policy[0]"],
    undecided: {
        "an unknown policy": [policy({ policy: UNKNOWN }), "policy"],
        "an unknown flag": [policy({ policy: [{ Rules, AllowFromPublic: UNKNOWN }] }), "policy[0]"],
    },
});
