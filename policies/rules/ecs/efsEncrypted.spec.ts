import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { ecsEfsEncrypted } from "./efsEncrypted";

const task = subjectsOf("aws:ecs/taskDefinition:TaskDefinition", { family: "worker" });
const of = (efsVolumeConfiguration: object) => task({ volumes: [{ name: "shared", efsVolumeConfiguration }] });
const id = "volumes[0].efsVolumeConfiguration.transitEncryption";

describeRule(ecsEfsEncrypted, {
    passes: {
        "a volume by TLS": of({ transitEncryption: "ENABLED" }),
        "a volume of another kind": task({ volumes: [{ name: "scratch" }] }),
        "no volumes": task({}),
    },
    violates: {
        "TLS switched off": [of({ transitEncryption: "DISABLED" }), id],
        "a volume without TLS behind an unknown one": [
            task({ volumes: [UNKNOWN, { name: "shared", efsVolumeConfiguration: {} }] }),
            "volumes[1].efsVolumeConfiguration.transitEncryption",
        ],
    },
    missing: [of({ fileSystemId: "fs-1" }), id],
    undecided: {
        "an unknown setting": [of({ transitEncryption: UNKNOWN }), id],
        "unknown volumes": [task({ volumes: UNKNOWN }), "volumes"],
    },
});
