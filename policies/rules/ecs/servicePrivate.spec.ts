import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { ecsServicePrivate } from "./servicePrivate";

const service = subjectsOf("aws:ecs/service:Service");
const taskSet = subjectsOf("aws:ecs/taskSet:TaskSet");
const of = (assignPublicIp: unknown) => ({ networkConfiguration: { subnets: ["s-1"], assignPublicIp } });
const id = "networkConfiguration.assignPublicIp";

describeRule(ecsServicePrivate, {
    passes: { "a service that says no": service(of(false)), "a service that says nothing": service({}) },
    violates: { "a task set": [taskSet(of(true)), id] },
    missing: [service(of(true)), id],
    undecided: { "an unknown setting": [service(of(UNKNOWN)), id] },
});
