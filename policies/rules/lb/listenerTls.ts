import type * as aws from "@pulumi/aws";
import { LISTENER_TYPES } from "../../aws/lb/types";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

const FLOOR = "ELBSecurityPolicy-TLS13-1-2-2021-06";

/** Without one the API takes ELBSecurityPolicy-2016-08, which has TLS 1.0; so have policies named TLS13-1-0, and TLS 1.1 those named TLS13-1-1. */
export const lbListenerTls = defineRule({
    id: "lb-listener-tls",
    displayName: "Load balancer listeners ask for TLS 1.2 or later",
    description: "HTTPS and TLS listeners have a security policy of TLS 1.2 or later.",
    severity: "medium",
    level: "advisory",
    tags: ["lb", "encryption"],
    frameworks: [fsbp("ELB.17"), wellArchitected("SEC09-BP02")],
    remediationSteps: 'Set sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06".',
    url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html",
    examples: ["aws.lb.Listener https"],
    types: LISTENER_TYPES,
    resource({ name, props }: ResourceView<aws.lb.ListenerArgs>, judge) {
        judge.decide("sslPolicy", () => {
            if (isStrong(props.sslPolicy) || !isEncrypted(props)) return undefined;
            return `Listener '${name}' takes TLS before 1.2 (${props.sslPolicy ?? "ELBSecurityPolicy-2016-08"}).`;
        });
    },
    remediate({ props }: ResourceView<aws.lb.ListenerArgs>) {
        if (isEncrypted(props) && !isStrong(props.sslPolicy)) props.sslPolicy = FLOOR;
    },
});

function isEncrypted({ protocol, port }: ResourceView<aws.lb.ListenerArgs>["props"]): boolean {
    return protocol === undefined ? port === 443 || port === 8443 : protocol === "HTTPS" || protocol === "TLS";
}

function isStrong(policy: string | undefined): boolean {
    return /^ELBSecurityPolicy-(TLS13-1-[23]|TLS-1-2|FS-1-2)\b/.test(policy ?? "");
}
