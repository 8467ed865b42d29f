import type * as providersModule from "@aws-sdk/credential-providers";
import { PlatformError } from "../errors";
import { later } from "../later";
import type { Environment } from "./config";

const providers = later<typeof providersModule>(__filename, "@aws-sdk/credential-providers");

/** @throws {@link PlatformError} when the AWS SDK finds no credentials for the environment; names the ways to some */
export async function requireCredentials({ name, config }: Environment): Promise<void> {
    const { profile } = config.aws;
    try {
        await providers().fromNodeProviderChain({ profile })();
    } catch (error) {
        throw new PlatformError(
            `There are no AWS credentials for the environment '${name}' (${(error as Error).message}).\n` +
                "Sign in first, for example with 'aws sso login' and AWS_PROFILE, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.\n" +
                `Without an account: 'npx platform rehearse ${name}' plans all of it offline, 'npx platform up local' runs it on this machine.`,
        );
    }
}
