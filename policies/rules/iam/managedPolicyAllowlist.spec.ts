import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { iamManagedPolicyAllowlist } from "./managedPolicyAllowlist";

const attachment = subjectsOf("aws:iam/rolePolicyAttachment:RolePolicyAttachment", { role: "r" });
const role = subjectsOf("aws:iam/role:Role");
const managed = (name: string) => `arn:aws:iam::aws:policy/${name}`;

describeRule(iamManagedPolicyAllowlist, {
    passes: {
        "a policy of the account": attachment({ policyArn: "arn:aws:iam::111122223333:policy/orders" }),
        "a listed policy, in any partition": attachment({
            policyArn: "arn:aws-cn:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
        }),
        "what the SDK attaches to functions for traces": attachment({ policyArn: managed("AWSXrayWriteOnlyAccess") }),
        "a policy of the stack that is still to be made": [
            attachment({ policyArn: UNKNOWN }, { name: "worker", references: { policyArn: ["orders"] } }),
            subjectsOf("aws:iam/policy:Policy")({}, { name: "orders", outputs: { arn: UNKNOWN } }),
        ],
        "a role without managed policies": role({}),
    },
    violates: {
        "a policy that is not listed": [attachment({ policyArn: managed("ReadOnlyAccess") }), "Policy::ReadOnlyAccess"],
        "one of a role's own list, next to an unknown one": [
            role({ managedPolicyArns: [UNKNOWN, managed("AdministratorAccess")] }),
            "Policy::AdministratorAccess",
        ],
        "a permission set": [
            subjectsOf("aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment")({
                managedPolicyArn: managed("job-function/Billing"),
            }),
            "Policy::job-function/Billing",
        ],
        "an exclusive list": [
            subjectsOf("aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive")({
                policyArns: [managed("AmazonS3FullAccess")],
            }),
            "Policy::AmazonS3FullAccess",
        ],
    },
    missing: [attachment({ policyArn: managed("AmazonDynamoDBFullAccess_v2") }), "Policy::AmazonDynamoDBFullAccess_v2"],
    undecided: {
        "an unknown policy": [attachment({ policyArn: UNKNOWN }), "policyArn"],
        "an unknown list": [role({ managedPolicyArns: UNKNOWN }), "managedPolicyArns"],
    },
    configured: {
        "a policy of one's own choice": [
            { allowed: ["ReadOnlyAccess"] },
            attachment({ policyArn: managed("ReadOnlyAccess") }),
        ],
        "but none that gives full access in a later version": [
            { allowed: ["CloudWatchFullAccessV2"] },
            attachment({ policyArn: managed("CloudWatchFullAccessV2") }),
            "Policy::CloudWatchFullAccessV2",
        ],
        "but none that gives full access": [
            { allowed: ["AmazonS3FullAccess"] },
            attachment({ policyArn: managed("AmazonS3FullAccess") }),
            "Policy::AmazonS3FullAccess",
        ],
    },
});
