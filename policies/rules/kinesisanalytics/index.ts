import type { Rule } from "../../framework/rule";
import { kinesisanalyticsCheckpointsEnabled } from "./checkpointsEnabled";
import { kinesisanalyticsErrorsLogged } from "./errorsLogged";
import { kinesisanalyticsSnapshotsEnabled } from "./snapshotsEnabled";

export const kinesisanalyticsRules: readonly Rule[] = [
    kinesisanalyticsCheckpointsEnabled,
    kinesisanalyticsSnapshotsEnabled,
    kinesisanalyticsErrorsLogged,
];
