import { computeContract } from "../compute/contract";
import { dataContract } from "../data/contract";
import { foundationContract } from "../foundation/contract";
import { integrationContract } from "../integration/contract";
import { defineContract, value } from "../shared/contract";
import { streamingContract } from "../streaming/contract";

/** What tells people that something is wrong. */
export const monitoringContract = defineContract({
    layer: "monitoring",
    description: "Alarms, and the topic that they tell",
    reads: {
        foundation: foundationContract,
        data: dataContract,
        streaming: streamingContract,
        compute: computeContract,
        integration: integrationContract,
    },
    publishes: {
        alarmTopic: value("The topic that alarms tell, for further subscribers", {
            name: "alarms-0000000",
            arn: "arn:aws:sns:eu-west-1:111122223333:alarms-0000000",
        }),
    },
});
