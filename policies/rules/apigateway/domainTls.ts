import type * as aws from "@pulumi/aws";
import { fsbp, wellArchitected } from "../../framework/references";
import { blockOf } from "../../framework/remedy";
import { defineRule, type ResourceView } from "../../framework/rule";

const DOMAIN_TYPE = "aws:apigateway/domainName:DomainName";
const DOMAIN_V2_TYPE = "aws:apigatewayv2/domainName:DomainName";
const API_TYPE = "aws:apigateway/restApi:RestApi";

/** The default endpoint of a REST API takes TLS 1.0, unless the API says otherwise, is private or has none: a strong domain before it does
 * not help who knows the other address. HTTP and WebSocket APIs have TLS 1.2 always. */
export const apigatewayDomainTls = defineRule({
    id: "apigateway-domain-tls",
    displayName: "API Gateway security policies ask for TLS 1.2",
    description: "Custom domains, and the default endpoints of REST APIs that are open, take TLS 1.2 and later.",
    severity: "high",
    tags: ["apigateway", "encryption"],
    frameworks: [fsbp("APIGateway.11"), wellArchitected("SEC09-BP02")],
    remediationSteps:
        'Set securityPolicy: "TLS_1_2" or one of SecurityPolicy_TLS12... and SecurityPolicy_TLS13...; for the default endpoint also disableExecuteApiEndpoint: true.',
    url: "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-custom-domain-tls-version.html",
    examples: ["aws.apigateway.DomainName", "RestApi"],
    types: [DOMAIN_TYPE, DOMAIN_V2_TYPE, API_TYPE],
    parameters: {
        checkDefaultEndpoint: {
            type: "boolean",
            description: "Whether the default endpoints of REST APIs are looked at as well.",
            default: true,
        },
    },
    resource(resource: ResourceView, judge, { checkDefaultEndpoint }) {
        const { type, name } = resource;
        if (type === DOMAIN_V2_TYPE) {
            const { props } = resource as ResourceView<aws.apigatewayv2.DomainNameArgs>;
            judge.decide("domainNameConfiguration.securityPolicy", () =>
                isStrong(props.domainNameConfiguration?.securityPolicy) ? undefined : `Domain '${name}' takes TLS 1.0.`,
            );
        } else if (type === DOMAIN_TYPE) {
            const { props } = resource as ResourceView<aws.apigateway.DomainNameArgs>;
            judge.decide("securityPolicy", () =>
                isStrong(props.securityPolicy) ? undefined : `Domain '${name}' does not insist on TLS 1.2.`,
            );
        } else if (checkDefaultEndpoint) {
            const { props } = resource as ResourceView<aws.apigateway.RestApiArgs>;
            judge.decide("securityPolicy", () =>
                isStrong(props.securityPolicy) ||
                props.disableExecuteApiEndpoint === true ||
                props.endpointConfiguration?.types === "PRIVATE"
                    ? undefined
                    : `The default endpoint of '${name}' takes TLS 1.0.`,
            );
        }
    },
    remediate({ type, props }: ResourceView<any>) {
        const holder = type === DOMAIN_V2_TYPE ? blockOf(props, "domainNameConfiguration") : props;
        if (type !== API_TYPE && !isStrong(holder.securityPolicy)) holder.securityPolicy = "TLS_1_2";
    },
});

function isStrong(policy: string | undefined): boolean {
    return policy === "TLS_1_2" || /^SecurityPolicy_TLS1[23]_/.test(policy ?? "");
}
