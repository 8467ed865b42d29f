import type * as aws from "@pulumi/aws";
import { descriptionOf, requestOf } from "../../aws/apigateway/openApi";
import type { Judge } from "../../framework/judge";
import { serverlessLens } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

const METHOD_TYPE = "aws:apigateway/method:Method";
const VALIDATOR_TYPE = "aws:apigateway/requestValidator:RequestValidator";
const API_TYPES = ["aws:apigateway/restApi:RestApi", "aws:apigateway/restApiPut:RestApiPut"];
const WITH_BODY = ["POST", "PUT", "PATCH", "ANY"];

/** Models and required parameters have no effect without a validator. A method without a body that requires no parameter has nothing to be
 * validated. A validator checks nothing unless it is told to. */
export const apigatewayRequestValidated = defineRule({
    id: "apigateway-request-validated",
    displayName: "Methods of REST APIs have a request validator and a model",
    description: "Methods of REST APIs that take a body have a model, and what methods declare is validated.",
    severity: "medium",
    level: "advisory",
    tags: ["apigateway", "validation"],
    frameworks: [serverlessLens("SEC 3")],
    remediationSteps:
        "Set requestValidatorId to an aws.apigateway.RequestValidator with validateRequestBody and validateRequestParameters, and requestModels; in an OpenAPI body name one of x-amazon-apigateway-request-validators by x-amazon-apigateway-request-validator, and give bodies a schema.",
    url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html",
    examples: ["aws.apigateway.RequestValidator", "aws.apigateway.Method", "RestApi"],
    types: [METHOD_TYPE, VALIDATOR_TYPE, ...API_TYPES],
    resource(resource: ResourceView, judge) {
        const { type, name } = resource;
        if (API_TYPES.includes(type)) return judgeDescription(resource, judge);
        if (type === VALIDATOR_TYPE) {
            const { props } = resource as ResourceView<aws.apigateway.RequestValidatorArgs>;
            judge.decide("validateRequestBody", () =>
                props.validateRequestBody === true || props.validateRequestParameters === true
                    ? undefined
                    : `Validator '${name}' validates nothing.`,
            );
            return;
        }
        const { props } = resource as ResourceView<aws.apigateway.MethodArgs>;
        judge.decide("requestModels", () => {
            const isDeclared = Object.keys(props.requestModels ?? {}).length > 0;
            return isDeclared || !WITH_BODY.includes(props.httpMethod ?? "")
                ? undefined
                : `Method '${name}' (${props.httpMethod}) takes any body.`;
        });
        judge.decide("requestValidatorId", () => {
            if ((props.requestValidatorId ?? "") !== "") return undefined;
            const required = Object.values(props.requestParameters ?? {}).some((isRequired) => isRequired);
            return required || Object.keys(props.requestModels ?? {}).length > 0
                ? `Method '${name}' declares what it does not validate.`
                : undefined;
        });
    },
});

/** The same of the operations of an OpenAPI body. */
function judgeDescription(api: ResourceView, judge: Judge): void {
    const { name } = api;
    const description = judge.read("body", descriptionOf(api));
    judge.decide("body", () => {
        for (const operation of description?.operations ?? []) {
            const request = requestOf(description!, operation);
            judge.decide(`body#${operation.name}`, () => {
                if (WITH_BODY.includes(operation.method) && !request.describesBody)
                    return `Operation ${operation.name} of '${name}' takes any body.`;
                const isHeld =
                    (!request.describesBody || request.validatesBody) &&
                    (!request.requiresParameters || request.validatesParameters);
                return isHeld
                    ? undefined
                    : `Operation ${operation.name} of '${name}' declares what it does not validate.`;
            });
        }
        return undefined;
    });
}
