import { isSafeAddress } from "../shared/addresses";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html */
const LIMITS = { urls: 100, letters: 1024 };

/**
 * What Cognito would refuse of a client's callback URLs, or what would send codes over plain HTTP.
 *
 * @returns nothing when they are right
 */
export function findCallbackProblem(urls: readonly string[]): string | undefined {
    if (urls.length === 0 || urls.length > LIMITS.urls) return `must name 1 to ${LIMITS.urls} addresses`;
    const twice = urls.find((url, at) => urls.indexOf(url) !== at);
    if (twice !== undefined) return `names '${twice}' twice`;
    const long = urls.find((url) => url.length > LIMITS.letters);
    if (long !== undefined) return `takes addresses of up to ${LIMITS.letters} letters; one has ${long.length}`;
    const wrong = urls.find((url) => !isSafeAddress(url) || /[\s#]/.test(url));
    return wrong === undefined
        ? undefined
        : `takes https addresses, or http on localhost, without a fragment, not '${wrong}'`;
}
