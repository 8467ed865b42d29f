import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { lambdaTracingPermitted } from "./tracingPermitted";

const traced = subjectsOf("aws:lambda/function:Function", { role: "arn:worker", tracingConfig: { mode: "Active" } });
const role = subjectsOf("aws:iam/role:Role", { assumeRolePolicy: "{}" });
const policy = subjectsOf("aws:iam/rolePolicy:RolePolicy", { role: "worker-1" });
const attachment = subjectsOf("aws:iam/rolePolicyAttachment:RolePolicyAttachment", { role: "worker-1" });
const worker = role({}, { name: "worker", outputs: { arn: "arn:worker", name: "worker-1" } });
const allowing = (Action: unknown) => ({
    policy: JSON.stringify({ Statement: [{ Effect: "Allow", Action, Resource: "*" }] }),
});

describeRule(lambdaTracingPermitted, {
    passes: {
        "a policy of the role": [worker, traced({}), policy(allowing(["xray:PutTraceSegments"]))],
        "an action with a wildcard": [worker, traced({}), policy(allowing("xray:*"))],
        "a policy among the role's own": [
            role({ inlinePolicies: [allowing("xray:Put*")] }, { name: "worker", outputs: { arn: "arn:worker" } }),
            traced({}),
        ],
        "a policy of AWS": [
            worker,
            traced({}),
            attachment({ policyArn: "arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess" }),
        ],
        "a managed policy of the stack": [
            worker,
            traced({}),
            attachment({ policyArn: "arn:tracing" }),
            subjectsOf("aws:iam/policy:Policy")(allowing("xray:PutTraceSegments"), {
                name: "p",
                outputs: { arn: "arn:tracing" },
            }),
        ],
        "a role of elsewhere": traced({ role: "arn:other" }),
        "a function without tracing": [worker, traced({ tracingConfig: { mode: "PassThrough" } })],
    },
    violates: {
        "a policy about something else": [[worker, traced({}), policy(allowing("s3:GetObject"))], "role"],
        "the basic policy of AWS": [
            [
                worker,
                traced({}),
                attachment({ policyArn: "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole" }),
            ],
            "role",
        ],
        "a policy of another role": [[worker, traced({}), policy({ ...allowing("xray:*"), role: "other" })], "role"],
    },
    missing: [[worker, traced({})], "role"],
    undecided: { "an unknown policy": [[worker, traced({}), policy({ policy: UNKNOWN })], "role"] },
});
