import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { snsDeliveryLogged } from "./deliveryLogged";

const topic = subjectsOf("aws:sns/topic:Topic");
const application = subjectsOf("aws:sns/platformApplication:PlatformApplication");

describeRule(snsDeliveryLogged, {
    passes: {
        "a role for one protocol": topic({ sqsFailureFeedbackRoleArn: "arn:role" }),
        "a platform application with a role": application({ failureFeedbackRoleArn: "arn:role" }),
    },
    violates: {
        "a platform application": [application({ successFeedbackRoleArn: "arn:role" }), "failureFeedback"],
        "successes only": [topic({ sqsSuccessFeedbackRoleArn: "arn:role" }), "failureFeedback"],
    },
    missing: [topic({}), "failureFeedback"],
    undecided: { "an unknown role": [topic({ sqsFailureFeedbackRoleArn: UNKNOWN }), "failureFeedback"] },
});
