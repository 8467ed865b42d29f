import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { lbListenerEncrypted } from "./listenerEncrypted";

const listener = subjectsOf("aws:lb/listener:Listener", { protocol: "HTTP", port: 80 });
const older = subjectsOf("aws:alb/listener:Listener", { protocol: "HTTP", port: 80 });
const rule = subjectsOf("aws:lb/listenerRule:ListenerRule");
const redirect = { type: "redirect", redirect: { protocol: "HTTPS", statusCode: "HTTP_301" } };
const forward = { type: "forward", targetGroupArn: "arn:tg" };
const plain = { name: "http", outputs: { arn: "arn:http" } };

describeRule(lbListenerEncrypted, {
    passes: {
        "a redirect": listener({ defaultActions: [redirect] }),
        HTTPS: listener({ protocol: "HTTPS", port: 443, defaultActions: [forward] }),
        "HTTPS by its port": listener({ protocol: undefined, port: 443, defaultActions: [forward] }),
        "a network load balancer": listener({ protocol: "TCP", defaultActions: [forward] }),
        "a rule of an HTTPS listener": [
            listener({ protocol: "HTTPS", defaultActions: [forward] }, plain),
            rule({ listenerArn: "arn:http", actions: [forward] }),
        ],
        "a rule of a listener elsewhere": rule({ listenerArn: "arn:other", actions: [forward] }),
    },
    violates: {
        "a redirect that keeps HTTP": [
            listener({ defaultActions: [{ type: "redirect", redirect: { protocol: "#{protocol}" } }] }),
            "defaultActions",
        ],
        "a redirect that says no protocol": [
            listener({ defaultActions: [{ type: "redirect", redirect: { port: "443" } }] }),
            "defaultActions",
        ],
        "the older name": [older({ defaultActions: [forward] }), "defaultActions"],
        "HTTP by its port": [listener({ protocol: undefined, defaultActions: [forward] }), "defaultActions"],
        "a rule before the redirect": [
            [listener({ defaultActions: [redirect] }, plain), rule({ listenerArn: "arn:http", actions: [forward] })],
            "actions",
        ],
    },
    missing: [listener({ defaultActions: [forward] }), "defaultActions"],
    undecided: {
        "an unknown protocol": [listener({ protocol: UNKNOWN, defaultActions: [forward] }), "defaultActions"],
        "unknown actions": [listener({ defaultActions: UNKNOWN }), "defaultActions"],
        "a rule of nobody knows which listener": [
            [
                listener({ defaultActions: [redirect] }, { name: "http", outputs: { arn: UNKNOWN } }),
                rule({ listenerArn: UNKNOWN, actions: [forward] }, { name: "r" }),
            ],
            "actions",
        ],
    },
});
