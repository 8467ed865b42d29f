import { documentText } from "./documents";
import { subjectsOf, type Subject } from "./harness";

const ACCOUNT = "eu-west-1:111122223333";
const ROLE = "arn:aws:iam::111122223333:role/orders-role";

/** A function `orders` with a role of its own. */
export function wiredFunction(props: Subject["props"] = {}, more: Pick<Subject, "references"> = {}): Subject[] {
    const outputs = { name: "orders-1", arn: `arn:aws:lambda:${ACCOUNT}:function:orders-1` };
    return [
        subjectsOf("aws:iam/role:Role")({}, { name: "orders-role", outputs: { name: "orders-role", arn: ROLE } }),
        subjectsOf("aws:lambda/function:Function")({ role: ROLE, ...props }, { name: "orders", outputs, ...more }),
    ];
}

/** An inline policy of the function's role. */
export function roleGrants(...statements: readonly object[]): Subject {
    const props = { role: "orders-role", policy: documentText(...statements) };
    return subjectsOf("aws:iam/rolePolicy:RolePolicy")(props, { name: "grants" });
}

/** What lets the function write its logs. */
export const logs = {
    Effect: "Allow",
    Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
    Resource: `arn:aws:logs:${ACCOUNT}:log-group:orders:*`,
};

/** An event source mapping of the function's alias. */
export function trigger(eventSourceArn: unknown, props: Subject["props"] = {}): Subject[] {
    const alias = { functionName: "orders-1" };
    return [
        subjectsOf("aws:lambda/alias:Alias")(alias, {
            name: "live",
            outputs: { arn: `arn:aws:lambda:${ACCOUNT}:function:orders-1:live` },
        }),
        subjectsOf("aws:lambda/eventSourceMapping:EventSourceMapping")(
            { functionName: `arn:aws:lambda:${ACCOUNT}:function:orders-1:live`, eventSourceArn, ...props },
            { name: "source" },
        ),
    ];
}

/** The ARN of something in the functions' account. */
export function arnOf(service: string, resource: string): string {
    return `arn:aws:${service}:${ACCOUNT}:${resource}`;
}
