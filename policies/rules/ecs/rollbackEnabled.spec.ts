import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { ecsRollbackEnabled } from "./rollbackEnabled";

const service = subjectsOf("aws:ecs/service:Service");
const both = { enable: true, rollback: true };

describeRule(ecsRollbackEnabled, {
    passes: {
        "a circuit breaker": service({ deploymentCircuitBreaker: both }),
        alarms: service({ alarms: { ...both, alarmNames: ["failing"] } }),
        CodeDeploy: service({ deploymentController: { type: "CODE_DEPLOY" } }),
    },
    violates: {
        "a breaker that only stops": [
            service({ deploymentCircuitBreaker: { enable: true, rollback: false } }),
            "deploymentCircuitBreaker",
        ],
    },
    missing: [service({}), "deploymentCircuitBreaker"],
    undecided: { "an unknown breaker": [service({ deploymentCircuitBreaker: UNKNOWN }), "deploymentCircuitBreaker"] },
});
