import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { cognitoClientCallbacksHttps } from "./clientCallbacksHttps";

const client = subjectsOf("aws:cognito/userPoolClient:UserPoolClient", { userPoolId: "eu-west-1_1" });

describeRule(cognitoClientCallbacksHttps, {
    passes: {
        HTTPS: client({ callbackUrls: ["https://orders.example.com/signed-in"] }),
        "the scheme of an app": client({ callbackUrls: ["orders://signed-in"] }),
        "no addresses": client({}),
    },
    violates: {
        "localhost, behind an unknown one": [
            client({ callbackUrls: [UNKNOWN, "http://localhost:3000"] }),
            "callbackUrls[1]",
        ],
        "a default by HTTP": [client({ defaultRedirectUri: "HTTP://localhost" }), "defaultRedirectUri"],
        "signing out by HTTP": [client({ logoutUrls: ["http://localhost/bye"] }), "logoutUrls[0]"],
    },
    missing: [client({ callbackUrls: ["http://localhost"] }), "callbackUrls[0]"],
    undecided: {
        "unknown addresses": [client({ callbackUrls: UNKNOWN }), "callbackUrls"],
        "one unknown address": [client({ callbackUrls: [UNKNOWN] }), "callbackUrls[0]"],
    },
    configured: {
        "localhost is allowed": [{ allowLocalhost: true }, client({ callbackUrls: ["http://localhost:3000/x"] })],
        "but not what begins like it": [
            { allowLocalhost: true },
            client({ callbackUrls: ["http://localhost.example.com"] }),
            "callbackUrls[0]",
        ],
    },
});
