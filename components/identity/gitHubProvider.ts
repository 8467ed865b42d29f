import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { locationOf } from "../shared/location";

/** Who signs the tokens of GitHub's jobs, and for whom: https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws */
export const GITHUB = { host: "token.actions.githubusercontent.com", audience: "sts.amazonaws.com" } as const;

/** `owner/name` as GitHub takes them. */
export const REPOSITORY = /^[A-Za-z0-9](?:-?[A-Za-z0-9]){0,38}\/[\w.-]{1,100}$/;

/** Arguments for {@link GitHubProvider}. */
export interface GitHubProviderArgs {
    /** Makes it. IAM has one for each account and address: of the environments that share an account one does, the others find it by its ARN. */
    readonly owned: boolean;
}

/**
 * The account's trust in tokens that GitHub signs. By itself it lets nobody in: a role says whose token it takes.
 *
 * Creates: `<name>` (identity provider) when it is owned, otherwise nothing.
 */
export class GitHubProvider extends pulumi.ComponentResource {
    public readonly providerArn: pulumi.Output<string>;

    constructor(name: string, { owned }: GitHubProviderArgs, opts?: pulumi.ComponentResourceOptions) {
        super("platform:identity:GitHubProvider", name, {}, opts);
        const { partition, accountId } = locationOf(this);
        this.providerArn = owned
            ? // IAM knows the authorities that sign for GitHub, and asks for no thumbprint.
              new aws.iam.OpenIdConnectProvider(
                  name,
                  { url: `https://${GITHUB.host}`, clientIdLists: [GITHUB.audience] },
                  { parent: this },
              ).arn
            : pulumi.interpolate`arn:${partition}:iam::${accountId}:oidc-provider/${GITHUB.host}`;
        this.registerOutputs({ providerArn: this.providerArn });
    }
}
