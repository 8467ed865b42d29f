import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { kinesisanalyticsSnapshotsEnabled } from "./snapshotsEnabled";

const app = subjectsOf("aws:kinesisanalyticsv2/application:Application", { runtimeEnvironment: "FLINK-1_20" });
const configured = (applicationConfiguration: unknown) => app({ applicationConfiguration });
const by = (snapshotsEnabled: unknown) => configured({ applicationSnapshotConfiguration: { snapshotsEnabled } });

describeRule(kinesisanalyticsSnapshotsEnabled, {
    passes: { snapshots: by(true), "an application of SQL": app({ runtimeEnvironment: "SQL-1_0" }) },
    violates: { "no snapshots": [by(false), "snapshotsEnabled"] },
    missing: [app({}), "snapshotsEnabled"],
    undecided: { "an unknown setting": [by(UNKNOWN), "snapshotsEnabled"] },
});
