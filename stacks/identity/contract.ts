import { defineContract, value } from "../shared/contract";

/** Who may call the platform. */
export const identityContract = defineContract({
    layer: "identity",
    description: "User pool and its client",
    reads: {},
    publishes: {
        userPool: value("The user pool whose tokens the APIs accept, where people sign in, and the console's client", {
            id: "eu-west-1_000000000",
            arn: "arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_000000000",
            clientId: "00000000000000000000000000",
            signInUrl: "https://people-000000000000.auth.eu-west-1.amazoncognito.com",
        }),
    },
});
