import { UserPool } from "../../components/identity/userPool";
import type { Layer } from "../shared/layer";
import type { identityContract } from "./contract";

/** Builds the identity layer. */
export const identityLayer: Layer<typeof identityContract> = (_upstream, { layer, platform }) => {
    const people = new UserPool("people", {
        passwordMinimumLength: layer.passwordMinimumLength,
        mfa: layer.mfa,
        callbackUrls: layer.callbackUrls,
        deletionProtection: platform.deletionProtection,
        mail: layer.mail,
    });
    return {
        userPool: {
            id: people.userPoolId,
            arn: people.userPoolArn,
            clientId: people.clientId,
            signInUrl: people.signInUrl,
        },
    };
};
