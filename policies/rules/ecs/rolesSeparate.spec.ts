import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { ecsRolesSeparate } from "./rolesSeparate";

const task = subjectsOf("aws:ecs/taskDefinition:TaskDefinition", { family: "worker" });
const ROLE = "arn:aws:iam::111122223333:role";

describeRule(ecsRolesSeparate, {
    passes: {
        "roles of their own": task({ taskRoleArn: `${ROLE}/task`, executionRoleArn: `${ROLE}/start` }),
        "a task without roles": task({}),
        "a task with one role that is not known": task({ executionRoleArn: UNKNOWN }),
    },
    violates: { "one role for both": [task({ taskRoleArn: ROLE, executionRoleArn: ROLE }), "taskRoleArn"] },
    missing: [task({ taskRoleArn: ROLE, executionRoleArn: ROLE }), "taskRoleArn"],
    undecided: {
        "roles that are not known": [task({ taskRoleArn: UNKNOWN, executionRoleArn: UNKNOWN }), "taskRoleArn"],
    },
});
