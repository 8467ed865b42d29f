import { randomBytes } from "node:crypto";
import {
    AdminCreateUserCommand,
    AdminDeleteUserCommand,
    AdminSetUserPasswordCommand,
    InitiateAuthCommand,
    RespondToAuthChallengeCommand,
    type CognitoIdentityProviderClient,
} from "@aws-sdk/client-cognito-identity-provider";
import { createSrpSession, signSrpSession, wrapAuthChallenge, wrapInitiateAuth } from "cognito-srp-helper";

/** The user pool and the client to sign in with, as the identity layer publishes them. */
export interface Pool {
    readonly id: string;
    readonly clientId: string;
}

/** Somebody who can sign in; the password lives as long as the process. */
export interface Person {
    readonly email: string;
    readonly password: string;
}

/** Makes a new account with a random password that satisfies any policy of the pool. */
export async function createPerson(cognito: CognitoIdentityProviderClient, pool: Pool): Promise<Person> {
    const person = {
        email: `visitor-${randomBytes(6).toString("hex")}@example.com`,
        password: `Aa1!${randomBytes(24).toString("base64url")}`,
    };
    await cognito.send(
        new AdminCreateUserCommand({
            UserPoolId: pool.id,
            Username: person.email,
            MessageAction: "SUPPRESS",
            UserAttributes: [
                { Name: "email", Value: person.email },
                { Name: "email_verified", Value: "true" },
            ],
        }),
    );
    await cognito.send(
        new AdminSetUserPasswordCommand({
            UserPoolId: pool.id,
            Username: person.email,
            Password: person.password,
            Permanent: true,
        }),
    );
    return person;
}

/** Removes the account. */
export async function removePerson(cognito: CognitoIdentityProviderClient, pool: Pool, person: Person): Promise<void> {
    await cognito.send(new AdminDeleteUserCommand({ UserPoolId: pool.id, Username: person.email }));
}

/** Signs in as the console does, by Secure Remote Password: the password never crosses the wire. Returns the ID token. */
export async function signIn(cognito: CognitoIdentityProviderClient, pool: Pool, person: Person): Promise<string> {
    const session = createSrpSession(person.email, person.password, pool.id, false);
    const challenge = await cognito.send(
        new InitiateAuthCommand(
            wrapInitiateAuth(session, {
                ClientId: pool.clientId,
                AuthFlow: "USER_SRP_AUTH",
                AuthParameters: { CHALLENGE_NAME: "SRP_A", USERNAME: person.email },
            }),
        ),
    );
    const answer = await cognito.send(
        new RespondToAuthChallengeCommand(
            wrapAuthChallenge(signSrpSession(session, challenge), {
                ClientId: pool.clientId,
                ChallengeName: "PASSWORD_VERIFIER",
                ChallengeResponses: { USERNAME: person.email },
            }),
        ),
    );
    const token = answer.AuthenticationResult?.IdToken;
    if (token === undefined)
        throw new Error(`Sign-in of ${person.email} asks for '${answer.ChallengeName}', expected tokens.`);
    return token;
}
