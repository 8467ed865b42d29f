import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN, type Subject } from "../../testing/harness";
import { lambdaTracingPermitted } from "./tracingPermitted";

const traced = subjectsOf("aws:lambda/function:Function", { role: "arn:worker", tracingConfig: { mode: "Active" } });
const role = subjectsOf("aws:iam/role:Role", { assumeRolePolicy: "{}" });
const policy = subjectsOf("aws:iam/rolePolicy:RolePolicy", { role: "worker-1" });
const attachment = subjectsOf("aws:iam/rolePolicyAttachment:RolePolicyAttachment", { role: "worker-1" });
const worker = role({}, { name: "worker", outputs: { arn: "arn:worker", name: "worker-1" } });
const WRITES = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"];
const stating = (...statements: readonly object[]) => ({ policy: JSON.stringify({ Statement: statements }) });
const allow = (Action: unknown, Resource: unknown = "*") => ({ Effect: "Allow", Action, Resource });
const allowing = (Action: unknown) => stating(allow(Action));
const DAEMON = "arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess";
const BASIC = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";
const managed = (Action: unknown) =>
    subjectsOf("aws:iam/policy:Policy")(allowing(Action), { name: "p", outputs: { arn: "arn:tracing" } });
const workerWith = (props: Subject["props"]) =>
    role(props, { name: "worker", outputs: { arn: "arn:worker", name: "worker-1" } });
/** Each way to give a role a managed policy. */
const attaching = (arn: unknown) => ({
    "an attachment": [worker, attachment({ policyArn: arn })],
    "an attachment to several": [
        worker,
        subjectsOf("aws:iam/policyAttachment:PolicyAttachment")({
            name: "t",
            roles: ["x", "worker-1"],
            policyArn: arn,
        }),
    ],
    "a list of all attachments": [
        worker,
        subjectsOf("aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive")({
            roleName: "worker-1",
            policyArns: [BASIC, arn],
        }),
    ],
    "the role itself": [workerWith({ managedPolicyArns: [BASIC, arn] })],
});
const byEachWay = (what: string, arn: unknown, ...more: readonly Subject[]) =>
    Object.fromEntries(
        Object.entries(attaching(arn)).map(([way, subjects]): [string, Subject[]] => [
            `${what}, by ${way}`,
            [traced({}), ...subjects, ...more],
        ]),
    );
const violating = (cases: Readonly<Record<string, readonly Subject[]>>) =>
    Object.fromEntries(
        Object.entries(cases).map(([name, subjects]): [string, [readonly Subject[], string]] => [
            name,
            [subjects, "role"],
        ]),
    );

describeRule(lambdaTracingPermitted, {
    passes: {
        "a policy of the role": [worker, traced({}), policy(allowing(WRITES))],
        "an action with a wildcard": [worker, traced({}), policy(allowing("xray:*"))],
        "two policies of one action each": [
            worker,
            traced({}),
            ...WRITES.map((action) => ({ ...policy(allowing(action)), name: action })),
        ],
        "a policy among the role's own": [workerWith({ inlinePolicies: [allowing("xray:Put*")] }), traced({})],
        ...byEachWay("a policy of AWS", DAEMON),
        ...byEachWay("a managed policy of the stack", "arn:tracing", managed(WRITES)),
        "a policy that leaves it over": [
            worker,
            traced({}),
            policy(stating({ Effect: "Allow", NotAction: "iam:*", Resource: "*" })),
        ],
        "a denial of something else": [
            worker,
            traced({}),
            policy(stating(allow("*"), { Effect: "Deny", Action: "iam:*", Resource: "*" })),
        ],
        "a role of elsewhere": traced({ role: "arn:other" }),
        "a function without tracing": [worker, traced({ tracingConfig: { mode: "PassThrough" } })],
    },
    violates: {
        "a policy about something else": [[worker, traced({}), policy(allowing("s3:GetObject"))], "role"],
        "one of the two actions": [[worker, traced({}), policy(allowing("xray:PutTraceSegments"))], "role"],
        "a resource, which X-Ray does not know": [
            [worker, traced({}), policy(stating(allow(WRITES, "arn:aws:xray:eu-west-1:111122223333:group/g/1")))],
            "role",
        ],
        "a denial": [
            [
                worker,
                traced({}),
                policy(stating(allow("xray:*"), { Effect: "Deny", Action: "xray:PutTele*", Resource: "*" })),
            ],
            "role",
        ],
        "a boundary without it": [
            [
                workerWith({ permissionsBoundary: "arn:tracing" }),
                managed("s3:*"),
                traced({}),
                policy(allowing("xray:*")),
            ],
            "role",
        ],
        ...violating(byEachWay("the basic policy of AWS", BASIC)),
        ...violating(byEachWay("a managed policy about something else", "arn:tracing", managed("s3:GetObject"))),
        "a policy of another role": [[worker, traced({}), policy({ ...allowing("xray:*"), role: "other" })], "role"],
        "a text that is no policy": [[worker, traced({}), policy({ policy: "{" })], "Document::policy", "role"],
    },
    missing: [[worker, traced({})], "role"],
    undecided: {
        "an unknown policy": [[worker, traced({}), policy({ policy: UNKNOWN })], "role"],
        "a statement that is not known": [[worker, traced({}), policy({ policy: { Statement: [UNKNOWN] } })], "role"],
        "a policy of a role that is not known": [
            [worker, traced({}), policy({ ...allowing("xray:*"), role: UNKNOWN })],
            "role",
        ],
        ...violating(byEachWay("a policy that is not to be seen", "arn:aws:iam::111122223333:policy/other")),
        ...violating(byEachWay("a policy whose ARN is not known", UNKNOWN)),
    },
});
