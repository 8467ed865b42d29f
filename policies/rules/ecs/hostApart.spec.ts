import assert from "node:assert/strict";
import { describeRule } from "../../testing/describeRule";
import { run, subjectsOf, UNKNOWN } from "../../testing/harness";
import { ecsHostApart } from "./hostApart";

const task = subjectsOf("aws:ecs/taskDefinition:TaskDefinition", { family: "worker" });
const daemon = subjectsOf("aws:ecs/daemonTaskDefinition:DaemonTaskDefinition", { family: "agent" });
const volume = (more: object) => task({ volumes: [{ name: "shared", ...more }] });
const device = (hostPath: string) =>
    task({ containerDefinitions: JSON.stringify([{ name: "app", linuxParameters: { devices: [{ hostPath }] } }]) });
const devices = "containerDefinitions[app].linuxParameters.devices";

describeRule(ecsHostApart, {
    passes: {
        "no volumes": task({}),
        "a volume that lives as long as the task": volume({}),
        "a volume of EFS": volume({ efsVolumeConfiguration: { fileSystemId: "fs-1" } }),
        "a volume of Docker": volume({ dockerVolumeConfiguration: { driver: "local", driverOpts: { type: "tmpfs" } } }),
        "a daemon's volume without a path": daemon({ volumes: [{ name: "shared", host: {} }] }),
    },
    violates: {
        "the whole host": [volume({ hostPath: "/" }), "volumes[0]"],
        "a folder of a daemon's host": [
            daemon({ volumes: [{ name: "logs", host: { sourcePath: "/var/log" } }] }),
            "volumes[0]",
        ],
        "a bind mount by Docker's driver": [
            volume({ dockerVolumeConfiguration: { driverOpts: { type: "none", o: "bind", device: "/etc" } } }),
            "volumes[0]",
        ],
        "Docker's socket, behind a volume that is not known": [
            task({ volumes: [UNKNOWN, { name: "docker", hostPath: "/var/run/docker.sock" }] }),
            "volumes[1]",
        ],
        "a device": [device("/dev/mem"), devices],
        "containers that cannot be read": [task({ containerDefinitions: "{" }), "containerDefinitions"],
    },
    missing: [volume({ hostPath: "/data" }), "volumes[0]"],
    undecided: {
        "unknown volumes": [task({ volumes: UNKNOWN }), "volumes"],
        "an unknown path": [volume({ hostPath: UNKNOWN }), "volumes[0]"],
    },
    configured: {
        "a path that may be": [
            { allowedPaths: ["/proc", "/dev/kvm"] },
            task({ ...device("/dev/kvm").props, volumes: [{ hostPath: "/proc" }, { hostPath: "/proc/1" }] }),
            "volumes[1]",
        ],
    },
});

describe("ecs-host-apart", () => {
    for (const [path, isAll] of [
        ["/", true],
        ["/var/run", true],
        ["/run/docker.sock", true],
        ["/var/run/docker.sock", true],
        ["/run/containerd/containerd.sock", true],
        ["/var/lib/app", false],
        ["/srv", false],
    ] as const) {
        it(`says ${isAll ? "" : "not "}of ${path} that it starts containers as root`, () => {
            const [entry] = run({ rules: [ecsHostApart], subjects: [volume({ hostPath: path })] }).entries;
            assert.equal(entry?.finding.message.includes("can start containers as root of the host"), isAll);
        });
    }
});
