import type * as aws from "@pulumi/aws";
import { readingsOf } from "../../framework/reading";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** A function in one subnet stops when its zone does. */
export const lambdaNetworkMultiAz = defineRule({
    id: "lambda-network-multi-az",
    displayName: "Lambda VPC subnets span several Availability Zones",
    description: "Lambda functions that are attached to a VPC have subnets in several zones.",
    severity: "medium",
    level: "advisory",
    tags: ["lambda", "resilience"],
    frameworks: [fsbp("Lambda.5"), wellArchitected("REL10-BP01")],
    remediationSteps: "Give vpcConfig.subnetIds of at least two zones.",
    url: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html",
    examples: ["aws.lambda.Function", "ServerlessFunction in-network"],
    types: ["aws:lambda/function:Function"],
    parameters: {
        minimumSubnets: {
            type: "integer",
            description: "How many subnets, one for each zone, functions in a VPC have at least.",
            default: 2,
            minimum: 1,
        },
    },
    resource({ name, props }: ResourceView<aws.lambda.FunctionArgs>, judge, { minimumSubnets }) {
        judge.decide("vpcConfig.subnetIds", () => {
            const subnets = props.vpcConfig?.subnetIds ?? [];
            if (subnets.length === 0) return undefined;
            // Those that are not known yet are different ones as far as anybody can tell.
            const known = readingsOf(subnets).map((found, index) => (found.known ? found.value : `#${index}`));
            return new Set(known).size >= minimumSubnets
                ? undefined
                : `'${name}' runs in ${new Set(known).size} subnet only.`;
        });
    },
});
