import { reading } from "../../framework/reading";

type Props = Readonly<Record<string, any>>;

/**
 * The statement that Lambda makes of an `aws.lambda.Permission`
 * (https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html). What is unknown is so in its own element only.
 */
export function functionPermission(props: Props): object {
    return document(
        {
            Action: () => props.action as unknown,
            Principal: () => principalOf(String(props.principal)),
            Resource: () => props.function as unknown,
        },
        {
            ArnLike: { "aws:SourceArn": () => props.sourceArn as unknown },
            StringEquals: {
                "aws:SourceAccount": () => props.sourceAccount as unknown,
                "aws:PrincipalOrgID": () => props.principalOrgId as unknown,
                "lambda:FunctionUrlAuthType": () => props.functionUrlAuthType as unknown,
                "lambda:EventSourceToken": () => props.eventSourceToken as unknown,
            },
        },
    );
}

/** The statement that Lambda makes of an `aws.lambda.LayerVersionPermission`. */
export function layerPermission(props: Props): object {
    return document(
        {
            Action: () => props.action as unknown,
            Principal: () => principalOf(String(props.principal)),
            Resource: () => props.layerName as unknown,
        },
        { StringEquals: { "aws:PrincipalOrgID": () => props.organizationId as unknown } },
    );
}

/**
 * The statement that EventBridge makes of an `aws.cloudwatch.EventPermission`
 * (https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutPermission.html): for everybody, an account, or those of an
 * organization.
 */
export function busPermission(props: Props): object {
    const asked = reading(() => props.condition as Props | undefined);
    return document(
        {
            Action: () => props.action ?? "events:PutEvents",
            Principal: () => principalOf(String(props.principal)),
            Resource: () => props.eventBusName ?? "default",
        },
        // A condition that is not known yet is one: the organization.
        asked.known && asked.value !== undefined
            ? { [String(asked.value.type)]: { [String(asked.value.key)]: () => asked.value!.value } }
            : asked.known
              ? {}
              : { StringEquals: { "aws:PrincipalOrgID": () => props.condition } },
    );
}

type Getters = Readonly<Record<string, () => unknown>>;

function document(elements: Getters, conditions: Readonly<Record<string, Getters>>): object {
    const statement = lazy(elements);
    Object.assign(statement, { Effect: "Allow" });
    const operators = Object.entries(conditions).map(([operator, keys]) => [operator, lazy(given(keys))]);
    return {
        Version: "2012-10-17",
        Statement: Object.assign(statement, { Condition: Object.fromEntries(operators) as object }),
    };
}

/** Those that have a value, or will have one. */
function given(getters: Getters): Getters {
    const present = Object.entries(getters).filter(([, get]) => {
        const found = reading(get);
        return !found.known || (found.value !== undefined && found.value !== null && found.value !== "");
    });
    return Object.fromEntries(present);
}

function lazy(getters: Getters): object {
    const holder = {};
    for (const [key, get] of Object.entries(getters)) Object.defineProperty(holder, key, { get, enumerable: true });
    return holder;
}

function principalOf(principal: string): unknown {
    if (principal === "*") return principal;
    return /^arn:|^\d{12}$/.test(principal) ? { AWS: principal } : { Service: principal };
}
