import * as cognito from "@aws-sdk/client-cognito-identity-provider";
import type { Clients } from "../clients";

/** Makes an account of a user pool, signs in by password through a client and resolves to the ID token. */
export async function signIn(
    clients: Clients,
    UserPoolId: string,
    ClientId: string,
    Username: string,
): Promise<string> {
    const Password = "Correct-Horse-7-Battery";
    const client = clients.cognito();
    await client.send(new cognito.AdminCreateUserCommand({ UserPoolId, Username, MessageAction: "SUPPRESS" }));
    await client.send(new cognito.AdminSetUserPasswordCommand({ UserPoolId, Username, Password, Permanent: true }));
    const AuthParameters = { USERNAME: Username, PASSWORD: Password };
    const { AuthenticationResult } = await client.send(
        new cognito.InitiateAuthCommand({ ClientId, AuthFlow: "USER_PASSWORD_AUTH", AuthParameters }),
    );
    return AuthenticationResult!.IdToken!;
}
