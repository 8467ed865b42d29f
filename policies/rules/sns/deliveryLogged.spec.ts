import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { snsDeliveryLogged } from "./deliveryLogged";

const topic = subjectsOf("aws:sns/topic:Topic");

describeRule(snsDeliveryLogged, {
    passes: { "a role for one protocol": topic({ sqsFailureFeedbackRoleArn: "arn:role" }) },
    violates: { "successes only": [topic({ sqsSuccessFeedbackRoleArn: "arn:role" }), "failureFeedback"] },
    missing: [topic({}), "failureFeedback"],
    undecided: { "an unknown role": [topic({ sqsFailureFeedbackRoleArn: UNKNOWN }), "failureFeedback"] },
});
