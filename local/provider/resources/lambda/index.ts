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
import { ifExists } from "../../live";
import { defineRow, type LiveContext, type Props, type ResourceRow } from "../../row";
import { eventSourceMapping } from "./eventSource";
import { functionArn, invokeArn, lambdaFunction } from "./function";
import { fromAws, toAws } from "../../wire";

/** `aws:lambda/alias:Alias`. */
const alias = defineRow({
    type: "aws:lambda/alias:Alias",
    ineffective: { routingConfig: "Kept and read back; every invocation goes to functionVersion." },
    replaceOn: ["functionName", "name"],
    autoName: { property: "name", maxLength: 255 },
    simulate: (context, inputs) => {
        const arn = `${functionArn(context, nameOf(inputs.functionName))}:${inputs.name}`;
        return { id: arn, outputs: { arn, invokeArn: invokeArn(context, arn) } };
    },
    live: {
        async create(context, inputs) {
            await context.clients.lambda().send(
                new CreateAliasCommand({
                    FunctionName: inputs.functionName,
                    Name: inputs.name,
                    ...aliasSettings(inputs),
                }),
            );
            return alias.simulate(context, inputs);
        },
        async read({ clients }, id) {
            const [functionName, name] = id.split(":").slice(-2);
            const found = await ifExists(
                clients.lambda().send(new GetAliasCommand({ FunctionName: functionName, Name: name })),
            );
            if (found === undefined) return undefined;
            return {
                description: found.Description,
                functionName,
                functionVersion: found.FunctionVersion,
                name,
                routingConfig: found.RoutingConfig && {
                    additionalVersionWeights: found.RoutingConfig.AdditionalVersionWeights,
                },
            };
        },
        async update({ clients }, _id, inputs) {
            const { functionName: FunctionName, name: Name } = inputs;
            await clients.lambda().send(new UpdateAliasCommand({ FunctionName, Name, ...aliasSettings(inputs) }));
            return {};
        },
        async delete({ clients }, _id, { functionName: FunctionName, name: Name }) {
            await ifExists(clients.lambda().send(new DeleteAliasCommand({ FunctionName, Name })));
        },
    },
});

function aliasSettings(inputs: Props) {
    return {
        FunctionVersion: inputs.functionVersion,
        Description: inputs.description ?? "",
        RoutingConfig: { AdditionalVersionWeights: inputs.routingConfig?.additionalVersionWeights ?? {} },
    };
}

/** `aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig`. */
const functionEventInvokeConfig = defineRow({
    type: "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig",
    ineffective: { "destinationConfig.onSuccess": "Kept and read back; nothing is ever sent to it." },
    replaceOn: ["functionName", "qualifier"],
    defaults: { maximumRetryAttempts: 2 },
    simulate: (_context, { functionName, qualifier }) => ({
        id: qualifier === undefined ? functionName : `${functionName}:${qualifier}`,
        outputs: {},
    }),
    live: {
        async create(context, inputs) {
            await putEventInvokeConfig(context, inputs);
            return functionEventInvokeConfig.simulate(context, inputs);
        },
        async read({ clients }, id) {
            const [functionName, qualifier] = id.split(":");
            const found = await ifExists(
                clients
                    .lambda()
                    .send(
                        new GetFunctionEventInvokeConfigCommand({ FunctionName: functionName, Qualifier: qualifier }),
                    ),
            );
            if (found === undefined) return undefined;
            return {
                destinationConfig: fromAws(found.DestinationConfig),
                functionName,
                maximumEventAgeInSeconds: found.MaximumEventAgeInSeconds,
                maximumRetryAttempts: found.MaximumRetryAttempts,
                qualifier,
            };
        },
        async update(context, _id, inputs) {
            await putEventInvokeConfig(context, inputs);
            return {};
        },
        async delete({ clients }, _id, { functionName: FunctionName, qualifier: Qualifier }) {
            await ifExists(
                clients.lambda().send(new DeleteFunctionEventInvokeConfigCommand({ FunctionName, Qualifier })),
            );
        },
    },
});

function putEventInvokeConfig({ clients }: LiveContext, inputs: Props) {
    return clients.lambda().send(
        new PutFunctionEventInvokeConfigCommand({
            FunctionName: inputs.functionName,
            Qualifier: inputs.qualifier,
            DestinationConfig: toAws(inputs.destinationConfig),
            MaximumEventAgeInSeconds: inputs.maximumEventAgeInSeconds,
            MaximumRetryAttempts: inputs.maximumRetryAttempts,
        }),
    );
}

/** The arguments that make a statement of a function's policy. */
const STATEMENT = ["action", "eventSourceToken", "principal", "principalOrgId", "sourceAccount", "sourceArn"];

/** `aws:lambda/permission:Permission`. */
const permission = defineRow({
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
    simulate: (_context, inputs) => ({ id: inputs.statementId, outputs: {} }),
    live: {
        async create(context, inputs) {
            await context.clients.lambda().send(
                new AddPermissionCommand({
                    FunctionName: inputs.function,
                    Qualifier: inputs.qualifier,
                    StatementId: inputs.statementId,
                    Action: inputs.action,
                    EventSourceToken: inputs.eventSourceToken,
                    Principal: inputs.principal,
                    PrincipalOrgID: inputs.principalOrgId,
                    SourceAccount: inputs.sourceAccount,
                    SourceArn: inputs.sourceArn,
                }),
            );
            return permission.simulate(context, inputs);
        },
        async read({ clients }, id, { function: FunctionName, qualifier: Qualifier }) {
            if (FunctionName === undefined)
                throw new Error("A permission cannot be imported: its id does not tell the function.");
            const found = await ifExists(clients.lambda().send(new GetPolicyCommand({ FunctionName, Qualifier })));
            const { Statement = [] }: { Statement?: Props[] } = JSON.parse(found?.Policy ?? "{}");
            const statement = Statement.find(({ Sid }) => Sid === id);
            if (statement === undefined) return undefined;
            const { Service, AWS } = statement.Principal;
            const { StringEquals = {}, ArnLike = {} } = statement.Condition ?? {};
            return {
                action: statement.Action,
                eventSourceToken: StringEquals["lambda:EventSourceToken"],
                principal: Service ?? AWS ?? statement.Principal,
                principalOrgId: StringEquals["aws:PrincipalOrgID"],
                sourceAccount: StringEquals["AWS:SourceAccount"],
                sourceArn: ArnLike["AWS:SourceArn"],
            };
        },
        async delete({ clients }, id, { function: FunctionName, qualifier: Qualifier }) {
            await ifExists(
                clients.lambda().send(new RemovePermissionCommand({ FunctionName, Qualifier, StatementId: id })),
            );
        },
    },
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
