import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { ecrScanOnPush } from "./scanOnPush";

const repository = subjectsOf("aws:ecr/repository:Repository");
const registry = subjectsOf("aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration");
const rules = (filter: unknown, scanFrequency = "SCAN_ON_PUSH") =>
    registry({ rules: [{ scanFrequency, repositoryFilters: [{ filter, filterType: "WILDCARD" }] }] }, { name: "all" });
const scanned = { imageScanningConfiguration: { scanOnPush: true } };
const id = "imageScanningConfiguration.scanOnPush";

describeRule(ecrScanOnPush, {
    passes: {
        "a repository that scans": repository(scanned),
        "a repository that scans in a registry that scans all": [repository(scanned), rules("*", "CONTINUOUS_SCAN")],
    },
    violates: {
        "scans switched off": [repository({ imageScanningConfiguration: { scanOnPush: false } }), id],
        "a registry that scans others": [[repository({}), rules("prod-*")], id],
        "a registry that scans when asked": [[repository({}), rules("*", "MANUAL")], id],
    },
    missing: [repository({}), id],
    undecided: {
        "an unknown setting": [repository({ imageScanningConfiguration: UNKNOWN }), id],
        "an unknown registry": [[repository({}), rules(UNKNOWN)], id],
    },
});
