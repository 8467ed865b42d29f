import { AlarmTopic } from "../../components/monitoring/alarmTopic";
import { ApiAlarms } from "../../components/monitoring/apiAlarms";
import { DeliveryAlarms } from "../../components/monitoring/deliveryAlarms";
import { FailureQueueAlarms } from "../../components/monitoring/failureQueueAlarms";
import { FunctionAlarms } from "../../components/monitoring/functionAlarms";
import { StreamAlarms } from "../../components/monitoring/streamAlarms";
import { TableAlarms } from "../../components/monitoring/tableAlarms";
import type { Layer } from "../shared/layer";
import { computeContract } from "../compute/contract";
import { integrationContract } from "../integration/contract";
import { clickstreamOf } from "../streaming/clickstream";
import { streamingContract } from "../streaming/contract";
import type { monitoringContract } from "./contract";

/** Builds the monitoring layer: alarms on what the other layers run, and the topic that they tell. */
export const monitoringLayer: Layer<typeof monitoringContract> = (
    { foundation, data, streaming, compute, integration },
    { layer, platform },
) => {
    const topic = new AlarmTopic("alarms", { keyArn: foundation.keys.messaging, emails: layer.alarmEmails });
    const { topicArn } = topic;
    const alerting = { topicArn, afterMinutes: layer.alarmAfterMinutes };
    const { lagMinutes } = layer;

    const functions = {
        "place-order": { fn: integration.placeOrder },
        "read-order": { fn: integration.readOrder },
        "deliver-order-changes": { fn: compute.deliverOrderChanges, lagMinutes },
        "transform-order-change": { fn: streaming.transformOrderChange },
        ...(platform.clickstream === "None"
            ? {}
            : {
                  "collect-events": { fn: clickstreamOf(integrationContract, integration, "collectEvents") },
                  "deliver-events": { fn: clickstreamOf(computeContract, compute, "deliverEvents"), lagMinutes },
              }),
    };
    for (const [name, { fn, ...lag }] of Object.entries(functions)) {
        new FunctionAlarms(name, { functionName: fn.name, ...lag, ...alerting });
        new FailureQueueAlarms(`${name}-failures`, { queueName: fn.failureQueue, topicArn });
    }
    new FailureQueueAlarms("failures", { queueName: compute.failureQueue.name, topicArn });

    new ApiAlarms("orders-api", {
        apiName: integration.api.name,
        stageName: integration.api.stage,
        errorPercent: layer.apiErrorPercent,
        latencyMilliseconds: layer.apiLatencyMilliseconds,
        ...alerting,
    });
    new TableAlarms("orders", { tableName: data.ordersTable.name, ...alerting });
    new TableAlarms("idempotency", { tableName: data.idempotencyTable.name, ...alerting });
    if (platform.clickstream !== "None") {
        const streamName = clickstreamOf(streamingContract, streaming, "clickstream").name;
        new StreamAlarms("clickstream", { streamName, lagMinutes, ...alerting });
        const { name: deliveryName, bufferSeconds } = clickstreamOf(streamingContract, streaming, "eventDelivery");
        new DeliveryAlarms("events", { deliveryName, bufferSeconds, lagMinutes, ...alerting });
    }
    const { name: deliveryName, bufferSeconds } = streaming.orderDelivery;
    new DeliveryAlarms("order-changes", { deliveryName, bufferSeconds, lagMinutes, ...alerting });

    return { alarmTopic: { name: topic.topicName, arn: topicArn } };
};
