import { SECRET } from "../../framework/secret";
import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { lambdaEnvironmentNoSecrets } from "./environmentNoSecrets";

const lambda = subjectsOf("aws:lambda/function:Function", { role: "r" });
const having = (variables: object) => lambda({ environment: { variables } });

describeRule(lambdaEnvironmentNoSecrets, {
    passes: {
        "names and places": having({ TABLE_NAME: "orders", PAYMENT_SECRET_ARN: "arn:aws:secretsmanager:x:1:secret:s" }),
        "a secret's name, and a word": having({ DB_SECRET: "prod/db", CURSOR_TOKEN: "none" }),
        "a function without variables": lambda({ environment: {} }),
    },
    violates: {
        "a password": [having({ DB_PASSWORD: "hunter2" }), "environment.variables.DB_PASSWORD"],
        "a password in a connection string": [
            having({ CONN: "Server=db.internal;Password=hunter2" }),
            "environment.variables.CONN",
        ],
        "what a state keeps secret": [having({ GREETING: SECRET }), "environment.variables.GREETING"],
        "variables that a state keeps secret together": [
            lambda({ environment: { variables: SECRET } }),
            "environment.variables",
        ],
        "an environment that a state keeps secret": [lambda({ environment: SECRET }), "environment.variables"],
        "a key under a harmless name, next to an unknown variable": [
            having({ TABLE: UNKNOWN, SETTINGS: '{"key":"AKIAIOSFODNN7EXAMPLE"}' }),
            "environment.variables.SETTINGS",
        ],
    },
    missing: [lambda({})],
    undecided: {
        "an unknown variable": [having({ DB_PASSWORD: UNKNOWN }), "environment.variables.DB_PASSWORD"],
        "unknown variables": [lambda({ environment: { variables: UNKNOWN } }), "environment.variables"],
    },
});
