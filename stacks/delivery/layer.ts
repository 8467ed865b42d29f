import * as pulumi from "@pulumi/pulumi";
import { policiesFor, policiesOf, type Purpose } from "../../components/delivery/policies";
import { requestsBoundary } from "../../components/delivery/requestsBoundary";
import { namesOf, ofRequests, requireOwnBoundary, type Surroundings } from "../../components/delivery/scopes";
import { StateBackend } from "../../components/delivery/stateBackend";
import { documentOf } from "../../components/delivery/statements";
import { DeploymentRole } from "../../components/identity/deploymentRole";
import { GitHubProvider } from "../../components/identity/gitHubProvider";
import { RequestsBoundary } from "../../components/identity/requestsBoundary";
import { locationOf } from "../../components/shared/location";
import { foundationContract } from "../foundation/contract";
import { makeKey } from "../shared/key";
import { ROOT_PROJECT, type Layer } from "../shared/layer";
import { protectionTransformation } from "../shared/protection";
import type { deliveryContract } from "./contract";

const STATE = "state";

/** What each role is for. */
const DESCRIPTIONS: Readonly<Record<Purpose, string>> = {
    preview: "Reads an environment to preview it",
    deploy: "Deploys an environment",
    trail: "Follows an order through an environment",
    ephemeral: "Makes and removes environments of requests",
};

/** Builds the delivery layer. */
export const deliveryLayer: Layer<typeof deliveryContract> = (upstream, config) => {
    const { environment, region, namePattern, layer, platform } = config;
    // Whatever the environment says of its data: without states Pulumi knows of nothing that there is.
    const kept = { transformations: [protectionTransformation] };
    const key = makeKey(STATE, "Pulumi's states, and secrets in them", config, undefined, kept);
    const accessLogBucketName = upstream.foundation.logArchive.name;
    const states = new StateBackend(STATE, { keyArn: key.keyArn, accessLogBucketName }, kept);
    const provider = new GitHubProvider("github", { owned: layer.ownsGitHubProvider });
    const alias = `alias/${ROOT_PROJECT}/${environment}/${STATE}`;
    const placeholder = foundationContract.publishes.permissionsBoundaryArn.placeholder;
    const known = pulumi
        .all([locationOf(provider), upstream.foundation.permissionsBoundaryArn, states.bucketArn, key.keyArn])
        .apply(([{ partition, accountId }, boundaryArn, bucketArn, keyArn]) => {
            const names = namesOf(namePattern, environment);
            const surroundings: Surroundings = {
                partition,
                region,
                accountId,
                environment,
                names,
                project: ROOT_PROJECT,
                boundaryArn,
            };
            // A first preview has only what stands in for it.
            if (!pulumi.runtime.isDryRun() || boundaryArn !== placeholder)
                requireOwnBoundary(surroundings, platform.permissionsBoundaryArn);
            const aliasArn = `arn:${partition}:kms:${region}:${accountId}:${alias}`;
            return { surroundings, store: { bucketArn, keyArn, aliasArn } };
        });
    const isDisposable = !platform.deletionProtection;
    const requests = layer.hasEphemeralRole
        ? new RequestsBoundary("ephemeral-boundary", {
              document: known.apply(({ surroundings }) => requestsBoundary(ofRequests(surroundings, namePattern, ""))),
          }).policyArn
        : undefined;
    const roleFor = (purpose: Purpose, gitHubEnvironment: string, boundary?: pulumi.Output<string>) => {
        const documents = pulumi.all([known, boundary]).apply(([{ surroundings, store }, boundaryArn]) => {
            const here = boundaryArn === undefined ? surroundings : ofRequests(surroundings, namePattern, boundaryArn);
            const policies = policiesOf(purpose, { isDisposable }, here, store);
            return Object.fromEntries([...policies].map(([name, policy]) => [name, documentOf(name, policy)]));
        });
        return new DeploymentRole(purpose, {
            description: DESCRIPTIONS[purpose],
            providerArn: provider.providerArn,
            repository: layer.repository,
            gitHubEnvironment,
            policies: Object.fromEntries(
                policiesFor(purpose).map((name) => [name, documents.apply((each) => each[name])]),
            ),
        }).roleArn;
    };
    return {
        roles: {
            // An environment of its own, whose jobs need nobody's approval, and whose token deploys nothing.
            preview: roleFor("preview", `${environment}-preview`),
            deploy: roleFor("deploy", environment),
            // It reads data, and only data that may be thrown away.
            trail: isDisposable ? [roleFor("trail", environment)] : [],
            // Its environment runs what nobody has reviewed, and is nobody else's.
            ephemeral: requests === undefined ? [] : [roleFor("ephemeral", "ephemeral", requests)],
        },
        ephemeralBoundary: requests === undefined ? [] : [requests],
        state: {
            backend: pulumi.interpolate`s3://${states.bucketName}?region=${region}`,
            secretsProvider: `awskms:///${alias}?region=${region}`,
        },
    };
};
