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

/** Whose mail a user pool sends: an identity of SES, and an address that it covers. */
export interface UserPoolMail {
    /** ARN of a verified address or domain of SES, in the user pool's region or another that Cognito supports there. */
    readonly sourceArn: string;
    /** Sender, with or without a name: `Orders <no-reply@orders.example.com>`. */
    readonly fromEmailAddress: string;
}

const IDENTITY = /^arn:[\w-]+:ses:[a-z0-9-]+:\d{12}:identity\/(?<identity>[\w.+@-]+)$/;
const SENDER = /^(?:[\w .,'-]+ <(?<named>[^<>\s@]+@[^<>\s@]+)>|(?<plain>[^<>\s@]+@[^<>\s@]+))$/;

/**
 * What Cognito or SES would refuse of a sender, the second of them only when the first person signs up: SES sends for a verified
 * address, or for all of a verified domain and what is below it
 * (https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-email.html,
 * https://docs.aws.amazon.com/ses/latest/dg/creating-identities.html).
 *
 * @returns nothing when it is right
 */
export function findMailProblem({ sourceArn, fromEmailAddress }: UserPoolMail): string | undefined {
    const identity = IDENTITY.exec(sourceArn)?.groups?.identity?.toLowerCase();
    if (identity === undefined)
        return `needs the ARN of an identity of SES, as arn:aws:ses:eu-west-1:111122223333:identity/orders.example.com, not '${sourceArn}'`;
    const { named, plain } = SENDER.exec(fromEmailAddress)?.groups ?? {};
    const address = (named ?? plain)?.toLowerCase();
    if (address === undefined)
        return `needs a sender such as 'Orders <no-reply@orders.example.com>', not '${fromEmailAddress}'`;
    const domain = address.slice(address.indexOf("@") + 1);
    const isCovered = identity.includes("@") ? identity === address : `.${domain}`.endsWith(`.${identity}`);
    return isCovered ? undefined : `sends as '${address}', for which the identity '${identity}' does not stand`;
}
