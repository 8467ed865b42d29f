import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { kinesisRetentionSufficient } from "./retentionSufficient";

const stream = subjectsOf("aws:kinesis/stream:Stream");

describeRule(kinesisRetentionSufficient, {
    passes: { "a week": stream({ retentionPeriod: 168 }), "a year": stream({ retentionPeriod: 8760 }) },
    violates: { "two days": [stream({ retentionPeriod: 48 }), "retentionPeriod"] },
    missing: [stream({}), "retentionPeriod"],
    undecided: { "an unknown period": [stream({ retentionPeriod: UNKNOWN }), "retentionPeriod"] },
    configured: { "a day is enough": [{ minimumHours: 24 }, stream({})] },
});
