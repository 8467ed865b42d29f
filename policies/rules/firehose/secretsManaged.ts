import { DELIVERY_TYPE, judgeDestinations } from "../../aws/firehose/destinations";
import { wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

const SECRETS: Readonly<Record<string, readonly string[]>> = {
    redshiftConfiguration: ["password"],
    splunkConfiguration: ["hecToken"],
    httpEndpointConfiguration: ["accessKey"],
    snowflakeConfiguration: ["privateKey", "keyPassphrase"],
};

/** A password among the settings stands in the state, and changes only by a deployment. */
export const firehoseSecretsManaged = defineRule({
    id: "firehose-secrets-managed",
    displayName: "Firehose destinations take credentials from Secrets Manager",
    description: "Firehose streams take passwords and keys of their destinations from Secrets Manager.",
    severity: "critical",
    tags: ["firehose", "secrets"],
    frameworks: [wellArchitected("SEC02-BP03")],
    remediationSteps: "Set secretsManagerConfiguration: { enabled: true, secretArn, roleArn } and remove the password.",
    url: "https://docs.aws.amazon.com/firehose/latest/dev/using-secrets-manager.html",
    examples: ["aws.kinesis.FirehoseDeliveryStream partner", "LakeDelivery"],
    types: [DELIVERY_TYPE],
    resource(resource: ResourceView, judge) {
        judgeDestinations(resource, judge, (path, destination) => {
            for (const setting of SECRETS[path] ?? []) {
                judge.decide(`${path}.${setting}`, () =>
                    destination[setting] === undefined || destination[setting] === ""
                        ? undefined
                        : `'${resource.name}' has the ${setting} of its destination among its settings.`,
                );
            }
        });
    },
});
