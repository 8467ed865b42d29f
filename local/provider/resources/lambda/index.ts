import * as lambda from "@aws-sdk/client-lambda";
import { crudRow } from "../../crudRow";
import type { Props } from "../../row";
export { eventSourceMapping } from "./eventSource";
import { functionArn, invokeArn } from "./function";
export { lambdaFunction } from "./function";

export const alias = crudRow({
    type: "aws:lambda/alias:Alias",
    ineffective: { routingConfig: "Kept and read back; every invocation goes to functionVersion." },
    autoName: { property: "name", maxLength: 255 },
    id: "arn",
    outputs: (context, { functionName, name }) => {
        const arn = `${functionArn(context, functionName.split(":").at(-1))}:${name}`;
        return { arn, invokeArn: invokeArn(context, arn) };
    },
    idTells: (arn) => {
        const [functionName, name] = arn.split(":").slice(-2);
        return { functionName, name };
    },
    key: { FunctionName: "functionName", Name: "name" },
    create: [lambda.CreateAliasCommand],
    read: [lambda.GetAliasCommand],
    update: [lambda.UpdateAliasCommand],
    delete: [lambda.DeleteAliasCommand],
    unset: { description: "", routingConfig: { additionalVersionWeights: {} } },
});

export const functionEventInvokeConfig = crudRow({
    type: "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig",
    ineffective: { "destinationConfig.onSuccess": "Kept and read back; nothing is ever sent to it." },
    unlikeCloudFormation: { "Without one, Lambda takes the version $LATEST.": { optional: ["qualifier"] } },
    defaults: { maximumRetryAttempts: 2 },
    id: (_context, { functionName, qualifier }) =>
        qualifier === undefined ? functionName : `${functionName}:${qualifier}`,
    idTells: (id) => {
        // The name may be an ARN.
        const [, functionName, qualifier] = /^((?:.+:function:)?[^:]+)(?::(.+))?$/.exec(id) ?? [];
        return { functionName, qualifier };
    },
    key: { FunctionName: "functionName", Qualifier: "qualifier?" },
    put: [lambda.PutFunctionEventInvokeConfigCommand],
    read: [lambda.GetFunctionEventInvokeConfigCommand],
    delete: [lambda.DeleteFunctionEventInvokeConfigCommand],
});

export const permission = crudRow({
    type: "aws:lambda/permission:Permission",
    lacks: ["functionUrlAuthType", "invokedViaFunctionUrl"],
    ineffective: {
        principal: "Kept and read back; API Gateway, SNS and other services invoke without a permission too.",
        sourceArn: "Kept and read back; not compared with who invokes.",
        sourceAccount: "Kept and read back; not compared with who invokes.",
    },
    unlikeCloudFormation: { "CloudFormation has no such property.": { replaces: ["qualifier", "statementId"] } },
    // The new statement may have the old one's id.
    deleteBeforeReplace: true,
    autoName: { property: "statementId", maxLength: 100 },
    id: "statementId",
    key: { FunctionName: "function", Qualifier: "qualifier?", StatementId: "statementId" },
    create: [lambda.AddPermissionCommand],
    read: [
        lambda.GetPolicyCommand,
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
    delete: [lambda.RemovePermissionCommand],
});
