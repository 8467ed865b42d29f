import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { locationOf } from "../shared/location";
import { transformed, type Transform } from "../shared/transform";

/** Who signs the tokens of GitHub's jobs, and for whom: https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws */
export const GITHUB = { host: "token.actions.githubusercontent.com", audience: "sts.amazonaws.com" } as const;

/**
 * A repository as the subject of its tokens names it: `owner/name`; with both numbers, `owner@123456/name@456789`, where it was made or
 * renamed since 15 July 2026 or asks for that, so that nobody who gets a name that has become free is taken for it.
 *
 * @see https://docs.github.com/en/actions/reference/security/oidc#immutable-subject-claims
 */
export const REPOSITORY = /^[A-Za-z0-9](?:-?[A-Za-z0-9]){0,38}(?:@\d+\/[\w.-]{1,100}@\d+|\/[\w.-]{1,100})$/;

/** Arguments for {@link GitHubProvider}. */
export interface GitHubProviderArgs {
    /** Makes it. IAM has one for each account and address: of the environments that share an account one does, the others find it by its ARN. */
    readonly owned: boolean;
    /** The last word on each child. @default - none */
    readonly transform?: { readonly provider?: Transform<aws.iam.OpenIdConnectProviderArgs> };
}

/**
 * The account's trust in tokens that GitHub signs. By itself it lets nobody in: a role says whose token it takes.
 *
 * Creates: `<name>` (identity provider) when it is owned, otherwise nothing.
 */
export class GitHubProvider extends pulumi.ComponentResource {
    public readonly providerArn: pulumi.Output<string>;

    constructor(name: string, { owned, transform }: GitHubProviderArgs, opts?: pulumi.ComponentResourceOptions) {
        super("platform:identity:GitHubProvider", name, {}, opts);
        const { partition, accountId } = locationOf(this);
        this.providerArn = owned
            ? // IAM knows the authorities that sign for GitHub, and asks for no thumbprint.
              new aws.iam.OpenIdConnectProvider(
                  ...transformed(
                      transform?.provider,
                      name,
                      { url: `https://${GITHUB.host}`, clientIdLists: [GITHUB.audience] },
                      { parent: this },
                  ),
              ).arn
            : pulumi.interpolate`arn:${partition}:iam::${accountId}:oidc-provider/${GITHUB.host}`;
        this.registerOutputs({ providerArn: this.providerArn });
    }
}
