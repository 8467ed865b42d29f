import { startTemporaryEmulator } from "../../../emulator";
import type { Props } from "../../row";
import { describeRows, emulatorClients, type Make } from "../../testing/exercise";
import { codeOf } from "../../testing/functionAsset";
import { trustIn } from "../../testing/policyDocument";
import { makeApi, TYPES } from "../../testing/restApi";
import { signIn } from "../../testing/signIn";

let token = "";

describeRows("the rows of API Gateway, asked over HTTP", {
    "lead a request through the authorizer and the validator to the function": {
        type: `${TYPES}stage:Stage`,
        inputs: async (make) => {
            const { id: pool, state: poolState } = await make("aws:cognito/userPool:UserPool", {});
            const client = await make("aws:cognito/userPoolClient:UserPoolClient", {
                userPoolId: pool,
                explicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"],
            });
            token = await signIn(await emulatorClients(), pool, client.id, "ada");
            const { state: role } = await make("aws:iam/role:Role", { assumeRolePolicy: trustIn("lambda") });
            const { state: fn } = await make("aws:lambda/function:Function", {
                role: role.arn as string,
                runtime: "nodejs24.x",
                handler: "index.handler",
                code: codeOf(
                    "return { statusCode: 201, body: event.requestContext.authorizer.claims['cognito:username'] + ' ' + event.body }",
                ),
            });
            const api = await makeApi(make);
            const restApi = api.id;
            const root = api.state.rootResourceId as string;
            const orders = await make(`${TYPES}resource:Resource`, { restApi, parentId: root, pathPart: "orders" });
            const authorizer = await make(`${TYPES}authorizer:Authorizer`, {
                restApi,
                type: "COGNITO_USER_POOLS",
                providerArns: [poolState.arn as string],
            });
            const validator = await make(`${TYPES}requestValidator:RequestValidator`, {
                restApi,
                validateRequestBody: true,
                validateRequestParameters: true,
            });
            const model = await make(`${TYPES}model:Model`, {
                restApi,
                contentType: "application/json",
                schema: JSON.stringify({ type: "object", required: ["item"] }),
            });
            const place = { restApi, resourceId: orders.id, httpMethod: "POST" };
            await make(`${TYPES}method:Method`, {
                ...place,
                authorization: "COGNITO_USER_POOLS",
                authorizerId: authorizer.id,
                requestValidatorId: validator.id,
                requestModels: { "application/json": model.state.name as string },
                requestParameters: { "method.request.header.Idempotency-Key": true },
            });
            await make(`${TYPES}integration:Integration`, {
                ...place,
                type: "AWS_PROXY",
                integrationHttpMethod: "POST",
                uri: fn.invokeArn as string,
            });
            await make("aws:lambda/permission:Permission", {
                action: "lambda:InvokeFunction",
                function: fn.name as string,
                principal: "apigateway.amazonaws.com",
            });
            await preflight(make, { ...place, httpMethod: "OPTIONS" });
            await make(`${TYPES}response:Response`, {
                restApiId: restApi,
                responseType: "UNAUTHORIZED",
                statusCode: "401",
                responseTemplates: { "application/json": '{"message":"Sign in first."}' },
            });
            const deployment = await make(`${TYPES}deployment:Deployment`, { restApi });
            return { restApi, deployment: deployment.id, stageName: "v1" };
        },
        readBack: async (_clients, _id, { restApi }) => {
            const { url } = await startTemporaryEmulator();
            const ask = async (method: string, headers: Record<string, string>, body?: Props) => {
                const answer = await fetch(`${url}/_aws/execute-api/${restApi}/v1/orders`, {
                    method,
                    headers: { "Content-Type": "application/json", ...headers },
                    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
                });
                return [answer.status, await answer.text(), answer.headers.get("Access-Control-Allow-Origin")];
            };
            const who = { Authorization: token };
            const key = { "Idempotency-Key": "1" };
            const answers = [
                await ask("POST", { ...who, ...key }, { item: "tea" }),
                await ask("POST", key, { item: "tea" }),
                await ask("POST", { Authorization: `${token}x`, ...key }, { item: "tea" }),
                await ask("POST", { ...who, ...key }, { price: 1 }),
                await ask("POST", who, { item: "tea" }),
                await ask("OPTIONS", {}),
            ];
            return answers[0][0] === 201 ? answers : undefined;
        },
        shows: [
            [201, 'ada {"item":"tea"}', null],
            [401, '{"message":"Sign in first."}', null],
            [401, '{"message":"Sign in first."}', null],
            [400, '{"message": "Invalid request body"}', null],
            [400, '{"message": "Missing required request parameters: [Idempotency-Key]"}', null],
            [200, "{}", "https://console.example.com"],
        ],
    },
});

async function preflight(make: Make, place: Props): Promise<void> {
    const origin = "method.response.header.Access-Control-Allow-Origin";
    await make(`${TYPES}method:Method`, { ...place, authorization: "NONE" });
    const requestTemplates = { "application/json": '{"statusCode":200}' };
    await make(`${TYPES}integration:Integration`, { ...place, type: "MOCK", requestTemplates });
    const answer = { ...place, statusCode: "200" };
    await make(`${TYPES}methodResponse:MethodResponse`, { ...answer, responseParameters: { [origin]: true } });
    await make(`${TYPES}integrationResponse:IntegrationResponse`, {
        ...answer,
        responseParameters: { [origin]: "'https://console.example.com'" },
    });
}
