import {
    AddPermissionCommand,
    CreateAliasCommand,
    DeleteAliasCommand,
    DeleteFunctionEventInvokeConfigCommand,
    GetAliasCommand,
    GetFunctionEventInvokeConfigCommand,
    GetPolicyCommand,
    PutFunctionEventInvokeConfigCommand,
    RemovePermissionCommand,
    UpdateAliasCommand,
} from "@aws-sdk/client-lambda";
import { crudRow, type CrudRow } from "../../crudRow";
import type { Props, ResourceRow } from "../../row";
import { eventSourceMapping } from "./eventSource";
import { functionArn, invokeArn, lambdaFunction } from "./function";

const LAMBDA = { client: ({ lambda }) => lambda() } satisfies Partial<CrudRow>;

/** `aws:lambda/alias:Alias`. */
const alias = crudRow({
    ...LAMBDA,
    type: "aws:lambda/alias:Alias",
    ineffective: { routingConfig: "Kept and read back; every invocation goes to functionVersion." },
    replaceOn: ["functionName", "name"],
    autoName: { property: "name", maxLength: 255 },
    id: "arn",
    outputs: (context, { functionName, name }) => {
        const arn = `${functionArn(context, nameOf(functionName))}:${name}`;
        return { arn, invokeArn: invokeArn(context, arn) };
    },
    idTells: (arn) => {
        const [functionName, name] = arn.split(":").slice(-2);
        return { functionName, name };
    },
    key: { FunctionName: "functionName", Name: "name" },
    create: [CreateAliasCommand],
    read: [GetAliasCommand],
    update: [UpdateAliasCommand],
    delete: [DeleteAliasCommand],
    unset: { description: "", routingConfig: { additionalVersionWeights: {} } },
});

/** `aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig`. */
const functionEventInvokeConfig = crudRow({
    ...LAMBDA,
    type: "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig",
    ineffective: { "destinationConfig.onSuccess": "Kept and read back; nothing is ever sent to it." },
    replaceOn: ["functionName", "qualifier"],
    unlikeCloudFormation: { "Without one, Lambda takes the version $LATEST.": ["qualifier"] },
    defaults: { maximumRetryAttempts: 2 },
    id: (_context, { functionName, qualifier }) =>
        qualifier === undefined ? functionName : `${functionName}:${qualifier}`,
    idTells: (id) => {
        // The name may be an ARN.
        const [, functionName, qualifier] = /^((?:.+:function:)?[^:]+)(?::(.+))?$/.exec(id) ?? [];
        return { functionName, qualifier };
    },
    key: { FunctionName: "functionName", Qualifier: "qualifier?" },
    put: [PutFunctionEventInvokeConfigCommand],
    read: [GetFunctionEventInvokeConfigCommand],
    delete: [DeleteFunctionEventInvokeConfigCommand],
});

/** The arguments that make a statement of a function's policy. */
const STATEMENT = ["action", "eventSourceToken", "principal", "principalOrgId", "sourceAccount", "sourceArn"];

/** `aws:lambda/permission:Permission`. */
const permission = crudRow({
    ...LAMBDA,
    type: "aws:lambda/permission:Permission",
    lacks: ["functionUrlAuthType", "invokedViaFunctionUrl"],
    ineffective: {
        principal: "Kept and read back; API Gateway, SNS and other services invoke without a permission too.",
        sourceArn: "Kept and read back; not compared with who invokes.",
        sourceAccount: "Kept and read back; not compared with who invokes.",
    },
    replaceOn: [
        ...STATEMENT,
        "function",
        "functionUrlAuthType",
        "invokedViaFunctionUrl",
        "qualifier",
        "statementId",
        "statementIdPrefix",
    ],
    unlikeCloudFormation: { "CloudFormation has no such property.": ["qualifier", "statementId"] },
    // The new statement may have the old one's id.
    deleteBeforeReplace: true,
    autoName: { property: "statementId", maxLength: 100 },
    id: "statementId",
    key: { FunctionName: "function", Qualifier: "qualifier?", StatementId: "statementId" },
    create: [AddPermissionCommand],
    read: [
        GetPolicyCommand,
        ({ Policy }, { id }) => {
            const { Statement }: { Statement: Props[] } = JSON.parse(Policy);
            const found = Statement.find(({ Sid }) => Sid === id);
            if (found === undefined) return undefined;
            const { StringEquals = {}, ArnLike = {} } = found.Condition ?? {};
            return {
                action: found.Action,
                eventSourceToken: StringEquals["lambda:EventSourceToken"],
                principal: found.Principal.Service ?? found.Principal.AWS ?? found.Principal,
                principalOrgId: StringEquals["aws:PrincipalOrgID"],
                sourceAccount: StringEquals["AWS:SourceAccount"],
                sourceArn: ArnLike["AWS:SourceArn"],
            };
        },
    ],
    delete: [RemovePermissionCommand],
});

function nameOf(functionNameOrArn: string): string {
    return functionNameOrArn.split(":").at(-1)!;
}

/** Functions, and what invokes them. */
export const lambdaRows: readonly ResourceRow[] = [
    lambdaFunction,
    alias,
    functionEventInvokeConfig,
    permission,
    eventSourceMapping,
];
