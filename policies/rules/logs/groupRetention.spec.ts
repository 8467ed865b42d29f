import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { logsGroupRetention } from "./groupRetention";

const group = subjectsOf("aws:cloudwatch/logGroup:LogGroup");

describeRule(logsGroupRetention, {
    passes: {
        "a group with retention": group({ retentionInDays: 30 }),
        "a group of the class whose retention AWS fixes": group({ logGroupClass: "DELIVERY" }),
    },
    violates: { "retention for ever": [group({ retentionInDays: 0 }), "retentionInDays"] },
    missing: [group({}), "retentionInDays"],
    undecided: { "an unknown retention": [group({ retentionInDays: UNKNOWN }), "retentionInDays"] },
    configured: {
        "fewer days than asked for": [{ minimumDays: 30 }, group({ retentionInDays: 14 }), "retentionInDays"],
        "as many days as asked for": [{ minimumDays: 30 }, group({ retentionInDays: 30 })],
    },
});
