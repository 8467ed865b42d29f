import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { kinesisanalyticsCheckpointsEnabled } from "./checkpointsEnabled";

const app = subjectsOf("aws:kinesisanalyticsv2/application:Application", { runtimeEnvironment: "FLINK-1_20" });
const configured = (applicationConfiguration: unknown) => app({ applicationConfiguration });
const by = (checkpointConfiguration: unknown) =>
    configured({ flinkApplicationConfiguration: { checkpointConfiguration } });

describeRule(kinesisanalyticsCheckpointsEnabled, {
    passes: {
        checkpoints: by({ configurationType: "CUSTOM", checkpointingEnabled: true }),
        "the default": by({ configurationType: "DEFAULT", checkpointingEnabled: false }),
    },
    violates: {
        "no checkpoints": [by({ configurationType: "CUSTOM", checkpointingEnabled: false }), "checkpointingEnabled"],
    },
    missing: [app({})],
    undecided: { "an unknown configuration": [by(UNKNOWN), "checkpointingEnabled"] },
});
