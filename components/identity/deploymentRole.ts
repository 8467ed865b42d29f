import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { DELIVERY_PATH } from "../delivery/guard";
import { GITHUB, REPOSITORY } from "./gitHubProvider";
import { transformed, type Transform } from "../shared/transform";

/** Managed policies that a role may have: IAM's quota, as long as nobody asks for more. */
const MAX_POLICIES = 10;

/** Arguments for {@link DeploymentRole}. */
export interface DeploymentRoleArgs {
    /** What the role is for, shown in the IAM console. */
    readonly description: string;
    /** ARN of the account's identity provider for GitHub, see `GitHubProvider`. */
    readonly providerArn: pulumi.Input<string>;
    /** The repository whose jobs assume the role, as its tokens name it and with GitHub's own capitals: IAM compares them. See {@link REPOSITORY}. */
    readonly repository: string;
    /** Environment of that repository in which such a job runs. Who may run one is set on it in GitHub. */
    readonly gitHubEnvironment: string;
    /** The role's policies by name, as JSON: 1 to 10. */
    readonly policies: Readonly<Record<string, pulumi.Input<string>>>;
    /** The last word on each child. @default - none */
    readonly transform?: {
        readonly role?: Transform<aws.iam.RoleArgs>;
        /** Each policy: `<name>-<policy>`. */
        readonly policies?: Transform<aws.iam.PolicyArgs>;
        /** Each attachment, named as its policy. */
        readonly attachments?: Transform<aws.iam.RolePolicyAttachmentArgs>;
    };
}

/**
 * A role for the jobs of one repository in one of its environments: they show GitHub's token and get an hour's credentials, so that no
 * key is kept anywhere. What it may do is in managed policies of its own.
 *
 * Creates: `<name>` (role), and for each policy `<name>-<policy>` (managed policy, attachment).
 */
export class DeploymentRole extends pulumi.ComponentResource {
    public readonly roleArn: pulumi.Output<string>;

    constructor(name: string, args: DeploymentRoleArgs, opts?: pulumi.ComponentResourceOptions) {
        validateDeploymentRoleArgs(name, args);
        super("platform:identity:DeploymentRole", name, {}, opts);
        const { transform } = args;
        const role = new aws.iam.Role(
            ...transformed(
                transform?.role,
                name,
                {
                    path: DELIVERY_PATH,
                    description: args.description,
                    assumeRolePolicy: trust(args),
                    maxSessionDuration: 3600,
                },
                { parent: this },
            ),
        );
        const attachments = Object.entries(args.policies).map(([policyName, policy]) => {
            const managed = new aws.iam.Policy(
                ...transformed(
                    transform?.policies,
                    `${name}-${policyName}`,
                    { path: DELIVERY_PATH, policy },
                    { parent: this },
                ),
            );
            return new aws.iam.RolePolicyAttachment(
                ...transformed(
                    transform?.attachments,
                    `${name}-${policyName}`,
                    { role: role.name, policyArn: managed.arn },
                    { parent: this },
                ),
            );
        });
        // Nobody uses the role before it may do all that it has to.
        this.roleArn = pulumi.all([role.arn, ...attachments.map(({ id }) => id)]).apply(([arn]) => arn);
        this.registerOutputs({ roleArn: this.roleArn });
    }
}

/**
 * The subject is compared as a whole: with wildcards, branches and requests of others would do
 * (https://docs.github.com/en/actions/reference/security/oidc#filtering-for-a-specific-environment).
 */
function trust({ providerArn, repository, gitHubEnvironment }: DeploymentRoleArgs): pulumi.Output<string> {
    return pulumi.jsonStringify({
        Version: "2012-10-17",
        Statement: [
            {
                Effect: "Allow",
                Action: "sts:AssumeRoleWithWebIdentity",
                Principal: { Federated: providerArn },
                Condition: {
                    StringEquals: {
                        [`${GITHUB.host}:aud`]: GITHUB.audience,
                        [`${GITHUB.host}:sub`]: `repo:${repository}:environment:${gitHubEnvironment}`,
                    },
                },
            },
        ],
    });
}

function validateDeploymentRoleArgs(
    name: string,
    { repository, gitHubEnvironment, policies }: DeploymentRoleArgs,
): void {
    if (!REPOSITORY.test(repository))
        throw new Error(
            `DeploymentRole '${name}': repository is an owner and a name such as 'example/platform', or 'example@123456/platform@456789', not '${repository}'.`,
        );
    // A colon would end the subject's part; IAM would read the others as wildcards where a policy allows them.
    if (!/^[^:*?]{1,255}$/.test(gitHubEnvironment))
        throw new Error(
            `DeploymentRole '${name}': gitHubEnvironment is a name of up to 255 letters without ':', '*' and '?', not '${gitHubEnvironment}'.`,
        );
    const count = Object.keys(policies).length;
    if (count < 1 || count > MAX_POLICIES)
        throw new Error(
            `DeploymentRole '${name}': policies are 1 to ${MAX_POLICIES}, not ${count}: IAM attaches no more to a role.`,
        );
}
