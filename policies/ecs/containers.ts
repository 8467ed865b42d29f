import type { Judge } from "../framework/judge";
import { readingsOf } from "../framework/reading";
import type { ResourceView } from "../framework/rule";

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
}

/** A variable of a container's environment. */
interface Variable {
    readonly name?: string;
    readonly value?: string;
}

/**
 * Judges each container of a task. The finding is named after the container and the property: `containerDefinitions[app].user`.
 * Text that is not JSON has none; ECS refuses it.
 */
export function judgeContainers(
    resource: ResourceView<any>,
    judge: Judge,
    property: string,
    decide: (container: Container, name: string) => string | undefined,
): void {
    judge.decide("containerDefinitions", () => {
        const given = (resource.props as { containerDefinitions?: string | Container[] }).containerDefinitions;
        const containers = typeof given === "string" ? parse(given) : given;
        for (const [index, found] of readingsOf(containers).entries()) {
            const position = `containerDefinitions[${index}]`;
            const container = judge.read(position, found);
            // ECS refuses it; whatever else is of the same text is judged.
            if (typeof container !== "object" || container === null) continue;
            const name = container.name ?? String(index);
            judge.decide(`containerDefinitions[${name}].${property}`, () => decide(container, name));
        }
        return undefined;
    });
}

/** Whether a task runs on Windows, where some settings do not exist. */
export function isWindows({ props }: ResourceView<any>): boolean {
    const { runtimePlatform } = props as { runtimePlatform?: { operatingSystemFamily?: string } };
    return runtimePlatform?.operatingSystemFamily?.toUpperCase().startsWith("WINDOWS") ?? false;
}

function parse(text: string): Container[] {
    try {
        const value: unknown = JSON.parse(text);
        return Array.isArray(value) ? (value as Container[]) : [];
    } catch {
        return [];
    }
}

/** A task whose container meets the rules, for their documentation. */
export const TASK_EXAMPLE = `new aws.ecs.TaskDefinition("worker", {
    family: "worker",
    requiresCompatibilities: ["FARGATE"],
    networkMode: "awsvpc",
    cpu: "256",
    memory: "512",
    taskRoleArn: workerRole.arn,
    executionRoleArn: role.arn,
    containerDefinitions: pulumi.jsonStringify([
        {
            name: "worker",
            image: "worker:1.4.2",
            user: "1000:1000",
            readonlyRootFilesystem: true,
            secrets: [{ name: "API_TOKEN", valueFrom: secret.arn }],
            logConfiguration: {
                logDriver: "awslogs",
                options: {
                    "awslogs-group": logGroup.name,
                    "awslogs-region": "eu-west-1",
                    "awslogs-stream-prefix": "worker",
                },
            },
        },
    ]),
});`;
