import { jsonOf } from "../../framework/json";
import type { Judge } from "../../framework/judge";
import { reading, readingsOf, shown, UnreadableError } from "../../framework/reading";
import type { ResourceView } from "../../framework/rule";

export const TASK_TYPE = "aws:ecs/taskDefinition:TaskDefinition";

/** What defines containers: tasks give them as JSON text, daemons as a list. */
export const TASK_TYPES = [TASK_TYPE, "aws:ecs/daemonTaskDefinition:DaemonTaskDefinition"] as const;

/** A container as ECS's API has it, as far as rules read it. */
interface Container {
    readonly name?: string;
    readonly logConfiguration?: { readonly logDriver?: string };
    readonly readonlyRootFilesystem?: boolean;
    readonly privileged?: boolean;
    readonly user?: string;
    /** In JSON text; daemons have `environments`. */
    readonly environment?: readonly Variable[];
    readonly environments?: readonly Variable[];
    readonly dockerSecurityOptions?: readonly string[];
    readonly linuxParameters?: {
        /** In JSON text `add`, of daemons `adds`. */
        readonly capabilities?: { readonly add?: readonly string[]; readonly adds?: readonly string[] };
        readonly devices?: readonly { readonly hostPath?: string }[];
    };
}

/** A variable of a container's environment. */
interface Variable {
    readonly name?: string;
    readonly value?: string;
}

/**
 * Judges each container of a task. The finding is named after the container and the property: `containerDefinitions[app].user`.
 */
export function judgeContainers(
    resource: ResourceView<any>,
    judge: Judge,
    property: string,
    decide: (container: Container, name: string) => string | undefined,
): void {
    judge.decide("containerDefinitions", () => {
        const subject = `containerDefinitions of '${resource.name}'`;
        const containers = jsonOf((resource.props as { containerDefinitions?: unknown }).containerDefinitions, subject);
        if (containers !== undefined && !Array.isArray(containers)) throw new UnreadableError(subject, "is no list");
        for (const [index, found] of readingsOf(containers as readonly unknown[] | undefined).entries()) {
            const position = `containerDefinitions[${index}]`;
            const container = judge.read(
                position,
                found.known ? reading(() => containerOf(found.value, subject)) : found,
            );
            if (container === undefined) continue;
            const name = container.name ?? String(index);
            judge.decide(`containerDefinitions[${name}].${property}`, () => decide(container, name));
        }
        return undefined;
    });
}

function containerOf(value: unknown, subject: string): Container {
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
    throw new UnreadableError(subject, `holds ${shown(value)}, which is no container`);
}

/** Whether a task may run on Fargate alone, each in a machine of its own. */
export function isFargate({ props }: ResourceView<any>): boolean {
    const { requiresCompatibilities: where } = props as { requiresCompatibilities?: readonly string[] };
    return where !== undefined && where.length > 0 && where.every((each) => each === "FARGATE");
}

/** Whether a task runs on Windows, where some settings do not exist. */
export function isWindows({ props }: ResourceView<any>): boolean {
    const { runtimePlatform } = props as { runtimePlatform?: { operatingSystemFamily?: string } };
    return runtimePlatform?.operatingSystemFamily?.toUpperCase().startsWith("WINDOWS") ?? false;
}
