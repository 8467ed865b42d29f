import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { redshiftSnapshotsKept } from "./snapshotsKept";

const cluster = subjectsOf("aws:redshift/cluster:Cluster");

const DAYS = "automatedSnapshotRetentionPeriod";

describeRule(redshiftSnapshotsKept, {
    passes: { "a week": cluster({ [DAYS]: 7 }) },
    violates: { none: [cluster({ [DAYS]: 0 }), DAYS] },
    missing: [cluster({}), DAYS],
    undecided: { "unknown days": [cluster({ [DAYS]: UNKNOWN }), DAYS] },
    configured: { "a day is enough": [{ minimumDays: 1 }, cluster({})] },
});
