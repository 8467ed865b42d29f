import {
    CreateResourceServerCommand,
    CreateUserPoolDomainCommand,
    DeleteResourceServerCommand,
    DeleteUserPoolDomainCommand,
    DescribeResourceServerCommand,
    DescribeUserPoolDomainCommand,
    UpdateResourceServerCommand,
    UpdateUserPoolDomainCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { ifExists } from "../../live";
import { defineRow, type Props, type ResourceRow } from "../../row";
import { userPoolClient } from "./client";
import { userPool } from "./userPool";
import { fromAws, toAws } from "../../wire";

/** `aws:cognito/userPoolDomain:UserPoolDomain`. */
const userPoolDomain = defineRow({
    type: "aws:cognito/userPoolDomain:UserPoolDomain",
    ineffective: {
        certificateArn: "Kept and read back; the emulator answers on its own address only.",
        managedLoginVersion: "Kept and read back; the sign-in page is the emulator's own.",
    },
    replaceOn: ["domain", "userPoolId"],
    // A domain belongs to one pool at a time.
    deleteBeforeReplace: true,
    simulate: (context, inputs) => {
        const cloudfrontDistribution = inputs.certificateArn === undefined ? "" : `d${context.hex(13)}.cloudfront.net`;
        return {
            id: inputs.domain,
            outputs: {
                awsAccountId: context.accountId,
                cloudfrontDistribution,
                cloudfrontDistributionArn: cloudfrontDistribution,
                cloudfrontDistributionZoneId: "Z2FDTNDATAQYW2",
                managedLoginVersion: 1,
                s3Bucket: "",
                version: "1",
            },
        };
    },
    live: {
        async create(context, inputs) {
            const made = await context.clients.cognito().send(new CreateUserPoolDomainCommand(domainOf(inputs)));
            const { id, outputs } = userPoolDomain.simulate(context, inputs);
            const { CloudFrontDomain: cloudfront = "" } = made;
            return {
                id,
                outputs: {
                    ...outputs,
                    cloudfrontDistribution: cloudfront,
                    cloudfrontDistributionArn: cloudfront,
                    managedLoginVersion: made.ManagedLoginVersion,
                },
            };
        },
        async read({ clients }, id) {
            const answer = await clients.cognito().send(new DescribeUserPoolDomainCommand({ Domain: id }));
            const found = answer.DomainDescription;
            if (found?.UserPoolId === undefined) return undefined;
            return {
                certificateArn: found.CustomDomainConfig?.CertificateArn,
                cloudfrontDistribution: found.CloudFrontDistribution,
                cloudfrontDistributionArn: found.CloudFrontDistribution,
                domain: found.Domain,
                managedLoginVersion: found.ManagedLoginVersion,
                userPoolId: found.UserPoolId,
            };
        },
        async update({ clients }, _id, inputs) {
            const changed = await clients
                .cognito()
                .send(new UpdateUserPoolDomainCommand({ ManagedLoginVersion: 1, ...domainOf(inputs) }));
            return { managedLoginVersion: changed.ManagedLoginVersion };
        },
        async delete({ clients }, id, { userPoolId }) {
            await ifExists(
                clients.cognito().send(new DeleteUserPoolDomainCommand({ Domain: id, UserPoolId: userPoolId })),
            );
        },
    },
});

function domainOf({ certificateArn, domain, managedLoginVersion, userPoolId }: Props) {
    return {
        Domain: domain as string,
        UserPoolId: userPoolId as string,
        ...(managedLoginVersion === undefined ? {} : { ManagedLoginVersion: managedLoginVersion as number }),
        ...(certificateArn === undefined ? {} : { CustomDomainConfig: { CertificateArn: certificateArn as string } }),
    };
}

/** `aws:cognito/resourceServer:ResourceServer`. */
const resourceServer = defineRow({
    type: "aws:cognito/resourceServer:ResourceServer",
    replaceOn: ["identifier", "userPoolId"],
    recomputes: { scopeIdentifiers: ["scopes"] },
    autoName: { property: "name", maxLength: 256 },
    simulate: (_context, { identifier, scopes = [], userPoolId }) => ({
        id: `${userPoolId}|${identifier}`,
        outputs: { scopeIdentifiers: scopes.map(({ scopeName }: Props) => `${identifier}/${scopeName}`) },
    }),
    live: {
        async create(context, inputs) {
            await context.clients.cognito().send(new CreateResourceServerCommand(serverOf(inputs)));
            return resourceServer.simulate(context, inputs);
        },
        async read(context, id) {
            const [userPoolId, identifier] = id.split("|");
            const found = await ifExists(
                context.clients
                    .cognito()
                    .send(new DescribeResourceServerCommand({ UserPoolId: userPoolId, Identifier: identifier })),
            );
            if (found === undefined) return undefined;
            const { name, scopes } = fromAws(found.ResourceServer);
            const { outputs } = resourceServer.simulate(context, { identifier, scopes, userPoolId });
            return { identifier, name, scopes, userPoolId, ...outputs };
        },
        async update(context, _id, inputs) {
            await context.clients.cognito().send(new UpdateResourceServerCommand(serverOf(inputs)));
            return resourceServer.simulate(context, inputs).outputs;
        },
        async delete({ clients }, id) {
            const [UserPoolId, Identifier] = id.split("|");
            await ifExists(clients.cognito().send(new DeleteResourceServerCommand({ UserPoolId, Identifier })));
        },
    },
});

function serverOf({ identifier, name, scopes = [], userPoolId }: Props) {
    return { UserPoolId: userPoolId, Identifier: identifier, Name: name, Scopes: toAws(scopes) };
}

/** Who signs in, and through what. */
export const cognitoRows: readonly ResourceRow[] = [userPool, userPoolClient, userPoolDomain, resourceServer];
