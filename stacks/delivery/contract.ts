import { foundationContract } from "../foundation/contract";
import { defineContract, value } from "../shared/contract";

const role = (name: string) => `arn:aws:iam::111122223333:role/delivery/${name}-0000000`;

/** Who deploys the other layers, and where Pulumi keeps their states. */
export const deliveryContract = defineContract({
    layer: "delivery",
    description: "Roles by which a repository deploys, Pulumi's state backend",
    // The roles that are made are bounded by its boundary.
    reads: { foundation: foundationContract },
    publishes: {
        roles: value(
            "ARNs of the roles that jobs of the repository assume: to preview the environment, to deploy it, to follow an order through it, which is one or, where data is protected from deletion, none, and to bring up environments of requests beside it, one or none",
            {
                preview: role("preview"),
                deploy: role("deploy"),
                trail: [role("trail")],
                ephemeral: [role("ephemeral")],
            },
        ),
        ephemeralBoundary: value("ARN of the policy that bounds every role of environments of requests: one or none", [
            "arn:aws:iam::111122223333:policy/delivery/ephemeral-boundary-0000000",
        ]),
        state: value(
            "The backend for 'pulumi login', and the key for secrets in states, as 'pulumi stack init' takes it",
            {
                backend: "s3://state-0000000?region=eu-west-1",
                secretsProvider: "awskms:///alias/platform/dev/state?region=eu-west-1",
            },
        ),
    },
    byHand: true,
});
