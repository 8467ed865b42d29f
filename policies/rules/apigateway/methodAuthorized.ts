import type * as aws from "@pulumi/aws";
import { authorizationsOf, descriptionOf } from "../../aws/apigateway/openApi";
import { serverlessLens, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

const METHOD_TYPE = "aws:apigateway/method:Method";
const API_TYPES = ["aws:apigateway/restApi:RestApi", "aws:apigateway/restApiPut:RestApiPut"] as const;

/**
 * Every method asks who calls. OPTIONS does not: browsers send it without credentials. An API key is no answer to the question,
 * since it names a usage plan and is the same for everybody who has it.
 */
export const apigatewayMethodAuthorized = defineRule({
    id: "apigateway-method-authorized",
    displayName: "Methods of REST APIs have an authorization type",
    description: "Methods of REST APIs other than OPTIONS have an authorizer or IAM authorization.",
    severity: "high",
    tags: ["apigateway", "exposure"],
    frameworks: [serverlessLens("SEC 1"), wellArchitected("SEC03-BP07")],
    remediationSteps:
        'Set authorization to "AWS_IAM", "COGNITO_USER_POOLS" or "CUSTOM", with authorizerId for the latter two; in an OpenAPI body give each operation security with such a scheme.',
    url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html",
    examples: ["aws.apigateway.Method", "RestApi"],
    types: [METHOD_TYPE, ...API_TYPES],
    parameters: {
        authorizationTypes: {
            type: "array",
            description: "Kinds of authorization that are enough.",
            default: ["AWS_IAM", "COGNITO_USER_POOLS", "CUSTOM"],
            items: { type: "string" },
        },
        acceptApiKeys: {
            type: "boolean",
            description: "Whether an API key counts as authorization.",
            default: false,
        },
    },
    resource(resource: ResourceView, judge, { authorizationTypes, acceptApiKeys }) {
        const { name } = resource;
        if (resource.type === METHOD_TYPE) {
            const { props } = resource as ResourceView<aws.apigateway.MethodArgs>;
            judge.decide("authorization", () => {
                const { authorization = "NONE" } = props;
                if (authorizationTypes.includes(authorization) || props.httpMethod === "OPTIONS") return undefined;
                if (acceptApiKeys && props.apiKeyRequired === true) return undefined;
                return `Method '${name}' (${props.httpMethod}) has the authorization '${authorization}'.`;
            });
            return;
        }
        const description = judge.read("body", descriptionOf(resource));
        judge.decide("body", () => {
            for (const operation of description?.operations ?? []) {
                const kinds = authorizationsOf(description!, operation);
                const open = kinds.filter(
                    (kind) => !authorizationTypes.includes(kind) && !(acceptApiKeys && kind === "API_KEY"),
                );
                judge.decide(`body#${operation.name}`, () =>
                    operation.method === "OPTIONS" || open.length === 0
                        ? undefined
                        : `Operation ${operation.name} of '${name}' has the authorization '${open.join("', '")}'.`,
                );
            }
            return undefined;
        });
    },
});
