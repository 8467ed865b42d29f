import {
    CreateUserPoolClientCommand,
    DeleteUserPoolClientCommand,
    DescribeUserPoolClientCommand,
    UpdateUserPoolClientCommand,
    type UserPoolClientType,
} from "@aws-sdk/client-cognito-identity-provider";
import { ifExists } from "../../live";
import { defineRow, type Props } from "../../row";
import { fromAws, pick, toAws } from "../../wire";

/** AWS names that do not follow from Pulumi's. */
const NAMES = {
    allowedOauthFlows: "AllowedOAuthFlows",
    allowedOauthFlowsUserPoolClient: "AllowedOAuthFlowsUserPoolClient",
    allowedOauthScopes: "AllowedOAuthScopes",
    callbackUrls: "CallbackURLs",
    defaultRedirectUri: "DefaultRedirectURI",
    logoutUrls: "LogoutURLs",
    name: "ClientName",
};

/** Arguments that can change, with what stands for "not given". */
const CHANGEABLE: Props = {
    accessTokenValidity: 1,
    allowedOauthFlows: [],
    allowedOauthFlowsUserPoolClient: false,
    allowedOauthScopes: [],
    authSessionValidity: 3,
    callbackUrls: [],
    defaultRedirectUri: "",
    enablePropagateAdditionalUserContextData: false,
    enableTokenRevocation: true,
    explicitAuthFlows: [],
    idTokenValidity: 1,
    logoutUrls: [],
    name: undefined,
    preventUserExistenceErrors: "LEGACY",
    readAttributes: [],
    refreshTokenValidity: 30,
    supportedIdentityProviders: [],
    tokenValidityUnits: {},
    writeAttributes: [],
};

const FIXED = ["generateSecret", "userPoolId"];

/** `aws:cognito/userPoolClient:UserPoolClient`. */
export const userPoolClient = defineRow({
    type: "aws:cognito/userPoolClient:UserPoolClient",
    lacks: ["analyticsConfiguration", "refreshTokenRotation"],
    ineffective: {
        enableTokenRevocation: "Kept and read back; tokens can always be revoked.",
        readAttributes: "Kept and read back; every attribute can be read.",
        supportedIdentityProviders: "Kept and read back; every provider of the pool is offered.",
        writeAttributes: "Kept and read back; every attribute can be written.",
    },
    replaceOn: FIXED,
    autoName: { property: "name", maxLength: 128 },
    simulate: (context, { generateSecret }) => ({
        id: context.hex(26),
        outputs: outputsOf({ ClientSecret: generateSecret === true ? context.hex(51) : "" }),
    }),
    live: {
        async create({ clients }, inputs) {
            const { UserPoolClient } = await clients
                .cognito()
                .send(
                    new CreateUserPoolClientCommand(toAws(pick(inputs, [...Object.keys(CHANGEABLE), ...FIXED]), NAMES)),
                );
            return { id: UserPoolClient!.ClientId!, outputs: outputsOf(UserPoolClient!) };
        },
        async read({ clients }, id, { userPoolId: UserPoolId }) {
            if (UserPoolId === undefined)
                throw new Error("A client cannot be imported: its id does not tell the user pool.");
            const answer = await ifExists(
                clients.cognito().send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId: id })),
            );
            const found = answer?.UserPoolClient;
            if (found === undefined) return undefined;
            return { ...pick(fromAws(found, NAMES), Object.keys(CHANGEABLE)), ...outputsOf(found) };
        },
        async update({ clients }, id, inputs, old) {
            const dropped = Object.keys(CHANGEABLE).filter((key) => key in old && !(key in inputs));
            const settings = pick({ ...pick(CHANGEABLE, dropped), ...inputs }, Object.keys(CHANGEABLE));
            const { UserPoolClient } = await clients.cognito().send(
                new UpdateUserPoolClientCommand({
                    UserPoolId: inputs.userPoolId,
                    ClientId: id,
                    ...toAws(settings, NAMES),
                }),
            );
            return outputsOf(UserPoolClient!);
        },
        async delete({ clients }, id, { userPoolId: UserPoolId }) {
            await ifExists(clients.cognito().send(new DeleteUserPoolClientCommand({ UserPoolId, ClientId: id })));
        },
    },
});

function outputsOf(found: UserPoolClientType): Props {
    return { clientSecret: found.ClientSecret ?? "" };
}
