import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { lbListenerTls } from "./listenerTls";

const listener = subjectsOf("aws:lb/listener:Listener", { protocol: "HTTPS", port: 443 });
const older = subjectsOf("aws:alb/listener:Listener", { protocol: "HTTPS" });

describeRule(lbListenerTls, {
    passes: {
        "TLS 1.3 and 1.2": listener({ sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06" }),
        "TLS 1.3 alone": listener({ sslPolicy: "ELBSecurityPolicy-TLS13-1-3-2021-06" }),
        "TLS 1.2 with more ciphers": listener({ sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Ext1-2021-06" }),
        "HTTP, which has none": listener({ protocol: "HTTP", port: 80 }),
        "the older name": older({ sslPolicy: "ELBSecurityPolicy-TLS-1-2-2017-01" }),
    },
    violates: {
        "TLS 1.3 down to 1.0": [listener({ sslPolicy: "ELBSecurityPolicy-TLS13-1-0-2021-06" }), "sslPolicy"],
        "TLS 1.1": [listener({ sslPolicy: "ELBSecurityPolicy-TLS-1-1-2017-01" }), "sslPolicy"],
        "a network load balancer": [listener({ protocol: "TLS" }), "sslPolicy"],
        "HTTPS by its port": [listener({ protocol: undefined }), "sslPolicy"],
    },
    missing: [listener({}), "sslPolicy"],
    undecided: { "an unknown policy": [listener({ sslPolicy: UNKNOWN }), "sslPolicy"] },
});
