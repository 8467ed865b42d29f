import type { Make } from "./exercise";

export const TYPES = "aws:apigateway/";

export const makeApi = (make: Make) => make(`${TYPES}restApi:RestApi`, {});

/** Makes an API whose root answers to `GET`, and resolves to the place of the method. */
export async function makeMethod(make: Make) {
    const { id: restApi, state } = await makeApi(make);
    const place = { restApi, resourceId: state.rootResourceId as string, httpMethod: "GET" };
    await make(`${TYPES}method:Method`, { ...place, authorization: "NONE" });
    return place;
}

/** {@link makeMethod} with an answer. */
export async function makeIntegration(make: Make) {
    const place = await makeMethod(make);
    const requestTemplates = { "application/json": '{"statusCode":200}' };
    await make(`${TYPES}integration:Integration`, { ...place, type: "MOCK", requestTemplates });
    return place;
}

/** Arguments of a stage of such an API. */
export async function stageOf(make: Make) {
    const { restApi } = await makeIntegration(make);
    const deployment = await make(`${TYPES}deployment:Deployment`, { restApi });
    return { restApi, deployment: deployment.id, stageName: "v1" };
}
