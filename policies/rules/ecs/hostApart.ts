import { judgeContainers, TASK_TYPES } from "../../aws/ecs/containers";
import { readingsOf } from "../../framework/reading";
import { nist80053, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** A volume, of a task (`hostPath`) or of a daemon (`host.sourcePath`), as far as the rule reads it. */
interface Volume {
    readonly name?: string;
    readonly hostPath?: string;
    readonly host?: { readonly sourcePath?: string };
    readonly dockerVolumeConfiguration?: { readonly driverOpts?: Readonly<Record<string, string>> };
}

/** The sockets of Docker and containerd, and the folders in which they lie. */
const SOCKET = /^\/(?:var\/)?run(?:\/(?:docker\.sock|containerd(?:\/.*)?|docker(?:\/.*)?))?\/?$|^\/(?:var\/?)?$/;

/**
 * A folder of the host is shared by all tasks on it and outlives them; with Docker's socket a container starts others, as root of the
 * host. On Fargate there is no host to share, and ECS refuses such volumes.
 */
export const ecsHostApart = defineRule({
    id: "ecs-host-apart",
    displayName: "ECS containers mount no host paths",
    description: "ECS tasks mount neither folders, sockets nor devices of the host they run on.",
    severity: "high",
    tags: ["ecs", "containers"],
    frameworks: [wellArchitected("SEC03-BP02"), nist80053("AC-6")],
    remediationSteps:
        "Remove hostPath of volumes and devices; keep data in EFS, and give work to other tasks by the ECS API.",
    url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/bind-mounts.html",
    examples: ["aws.ecs.TaskDefinition"],
    types: TASK_TYPES,
    parameters: {
        allowedPaths: {
            type: "array",
            description: "Paths of the host that may be mounted, exactly as written.",
            default: [],
            items: { type: "string" },
        },
    },
    resource(resource: ResourceView, judge, { allowedPaths }) {
        const { name, props } = resource as ResourceView<{ volumes: Volume[] }>;
        judge.decideEach(
            "volumes",
            () => props.volumes,
            (volume) => {
                const path = hostPathOf(volume);
                if (path === undefined || path === "" || allowedPaths.includes(path)) return undefined;
                const what = SOCKET.test(path) ? ", by which it can start containers as root of the host" : "";
                return `Task '${name}' mounts ${path} of its host as the volume '${volume.name}'${what}.`;
            },
        );
        judgeContainers(resource, judge, "linuxParameters.devices", ({ linuxParameters }, container) => {
            for (const found of readingsOf(linuxParameters?.devices)) {
                const device = judge.read(
                    `containerDefinitions[${container}].linuxParameters.devices`,
                    found,
                )?.hostPath;
                if (device !== undefined && !allowedPaths.includes(device))
                    return `Container '${container}' of '${name}' is given the device ${device} of its host (linuxParameters.devices).`;
            }
            return undefined;
        });
    },
});

/** A bind mount may also be written as an option of Docker's own driver. */
function hostPathOf({ hostPath, host, dockerVolumeConfiguration }: Volume): string | undefined {
    const { device, o = "" } = dockerVolumeConfiguration?.driverOpts ?? {};
    return hostPath ?? host?.sourcePath ?? (/\br?bind\b/.test(o) ? device : undefined);
}
