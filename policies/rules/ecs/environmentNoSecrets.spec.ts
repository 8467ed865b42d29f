import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { ecsEnvironmentNoSecrets } from "./environmentNoSecrets";

const task = subjectsOf("aws:ecs/taskDefinition:TaskDefinition", { family: "worker" });
const daemon = subjectsOf("aws:ecs/daemonTaskDefinition:DaemonTaskDefinition", { family: "agent" });
const of = (...environment: object[]) => task({ containerDefinitions: JSON.stringify([{ name: "app", environment }]) });
const id = (name: string) => `containerDefinitions[app].environment.${name}`;
/** In parts, since it has the form of a key. */
const ACCESS_KEY = ["AKIA", "IOSFODNN7EXAMPLE"].join("");

describeRule(ecsEnvironmentNoSecrets, {
    passes: {
        "where a secret is": of({ name: "API_TOKEN_ARN", value: "arn:aws:secretsmanager:eu-west-1:1:secret:a" }),
        "plain settings": of({ name: "LOG_LEVEL", value: "info" }),
        "secrets that ECS reads": task({
            containerDefinitions: JSON.stringify([{ name: "app", secrets: [{ name: "API_TOKEN", valueFrom: "arn" }] }]),
        }),
    },
    violates: {
        "an access key under a harmless name": [of({ name: "ID", value: ACCESS_KEY }), id("ID")],
        "a token of a daemon, beside one that is not known": [
            daemon({
                containerDefinitions: [
                    {
                        name: "app",
                        environments: [
                            { name: "API_TOKEN", value: UNKNOWN },
                            { name: "DB_PASSWORD", value: "hunter2-hunter2" },
                        ],
                    },
                ],
            }),
            id("DB_PASSWORD"),
        ],
    },
    missing: [of({ name: "DB_PASSWORD", value: "hunter2-hunter2" }), id("DB_PASSWORD")],
    undecided: {
        "unknown containers": [task({ containerDefinitions: UNKNOWN }), "containerDefinitions"],
        "an unknown value": [
            daemon({ containerDefinitions: [{ name: "app", environments: [{ name: "API_TOKEN", value: UNKNOWN }] }] }),
            id("API_TOKEN"),
        ],
    },
});
