import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { opensearchHttpsEnforced } from "./httpsEnforced";

const domain = subjectsOf("aws:opensearch/domain:Domain");
const old = subjectsOf("aws:elasticsearch/domain:Domain");

const HTTPS = "domainEndpointOptions.enforceHttps";
const TLS = "domainEndpointOptions.tlsSecurityPolicy";
const endpoint = (enforceHttps: unknown, tlsSecurityPolicy: unknown) => ({
    domainEndpointOptions: { enforceHttps, tlsSecurityPolicy },
});

describeRule(opensearchHttpsEnforced, {
    passes: {
        "TLS 1.2": domain(endpoint(true, "Policy-Min-TLS-1-2-2019-07")),
        "the latest": old(endpoint(true, "Policy-Min-TLS-1-2-PFS-2023-10")),
    },
    violates: {
        "TLS 1.0": [domain(endpoint(true, "Policy-Min-TLS-1-0-2019-07")), TLS],
        "plain HTTP next to an unknown floor": [domain(endpoint(false, UNKNOWN)), HTTPS],
    },
    missing: [domain({}), HTTPS, TLS],
    undecided: { "unknown options": [domain({ domainEndpointOptions: UNKNOWN }), HTTPS, TLS] },
});
