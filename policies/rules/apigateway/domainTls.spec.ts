import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { apigatewayDomainTls } from "./domainTls";

const domain = subjectsOf("aws:apigateway/domainName:DomainName", { domainName: "orders.example.com" });
const domainV2 = subjectsOf("aws:apigatewayv2/domainName:DomainName", { domainName: "orders.example.com" });
const api = subjectsOf("aws:apigateway/restApi:RestApi");
const of = (securityPolicy: unknown) => domainV2({ domainNameConfiguration: { securityPolicy } });
const id = "domainNameConfiguration.securityPolicy";

describeRule(apigatewayDomainTls, {
    passes: {
        "TLS 1.2": domain({ securityPolicy: "TLS_1_2" }),
        "an enhanced policy": domain({ securityPolicy: "SecurityPolicy_TLS13_1_3_2025_09" }),
        "a domain of the second version": of("TLS_1_2"),
        "an API with a policy": api({ securityPolicy: "SecurityPolicy_TLS13_1_2_2021_06" }),
        "an API without a default endpoint": api({ disableExecuteApiEndpoint: true }),
        "a private API": api({ endpointConfiguration: { types: "PRIVATE" } }),
    },
    violates: {
        "TLS 1.0": [domain({ securityPolicy: "TLS_1_0" }), "securityPolicy"],
        "a domain of the second version with TLS 1.0": [of("TLS_1_0"), id],
        "the default endpoint of a REST API": [api({ endpointConfiguration: { types: "REGIONAL" } }), "securityPolicy"],
    },
    missing: [domain({}), "securityPolicy"],
    undecided: {
        "an unknown policy": [domain({ securityPolicy: UNKNOWN }), "securityPolicy"],
        "an unknown policy of the second version": [of(UNKNOWN), id],
        "an endpoint that may be switched off": [api({ disableExecuteApiEndpoint: UNKNOWN }), "securityPolicy"],
    },
    configured: {
        "default endpoints are left alone": [{ checkDefaultEndpoint: false }, api({})],
        "but domains are not": [{ checkDefaultEndpoint: false }, domain({}), "securityPolicy"],
    },
});
