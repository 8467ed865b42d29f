import { SECRET } from "../../framework/secret";

/** Credentials that their form gives away, by what they are. */
const FORMS: readonly (readonly [what: string, form: RegExp])[] = [
    ["an AWS access key", /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/],
    ["a private key", /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
    ["a GitHub token", /\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{30,})/],
    ["a GitLab token", /\bglpat-[\w-]{20,}/],
    ["an npm token", /\bnpm_[A-Za-z0-9]{30,}/],
    ["a Slack token", /\bxox[abeprs]-[\w-]{10,}/],
    ["a Stripe key", /\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,}/],
    ["a Google API key", /\bAIza[\w-]{35}/],
    ["a SendGrid key", /\bSG\.[\w-]{16,}\.[\w-]{16,}/],
    ["an API key", /\bsk-(?:[a-z]+-)*(?=[\w-]*\d)(?=[\w-]*[A-Z])[\w-]{20,}/],
    ["a Pulumi token", /\bpul-[0-9a-f]{40}\b/],
    ["a signed token", /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\./],
    ["a Slack webhook", /\bhooks\.slack\.com\/(?:services|workflows|triggers)\/\w+/],
    // What stands for a password, as ${DB_PASSWORD} does, is put in later.
    ["a password in a URL", /:\/\/[^\s/:@]*:(?![$<{*%])[^\s/@]+@/],
    ["a token in a header", /\bBearer\s+(?=[\w.~+/-]*\d)[\w.~+/-]{8,}/i],
];

/** A part of each form, and of the words of secrets: most texts have none, and need no further look. */
const HINT =
    /AKIA|ASIA|PRIVATE KEY|gh[pousr]_|github_pat_|glpat-|npm_|xox|[rs]k_|AIza|SG\.|sk-|pul-|eyJ|hooks\.slack|:\/\/|bearer|basic|pass|pwd|secret|token|auth|key|credential|connection/i;

/** `Basic` of HTTP, which is `user:password` in base64. */
const BASIC = /\bBasic\s+([A-Za-z0-9+/]{4,}={0,2})/gi;

/** Names of what is secret, as the last word or before a word that changes nothing about it; `PGPASSWORD` is one word. */
const SECRET_NAME =
    /(?:password|passwd|passphrase|(?:^|_)(?:pass|pwd|secret|token|auth|authorization|api_?key|private_?key|access_?key|signing_?key|encryption_?key|credentials?|connection_?string))s?(?:_(?:value|prod|dev|current|plain|\d+))?$/;

/** What points to a secret or has nothing of one: ARNs, parameter paths, addresses, mappings, switches, kinds and numbers. */
const HARMLESS_VALUE =
    /^(?:|arn:.+|\/[\w./-]+|alias\/.+|https?:\/\/.+|\{\{.+\}\}|\{%.+%\}|(?:method|integration|context|stageVariables|\$\w*)\..+|\$\{.+\}|\$\w+|<.+>|[*x.]+|x-[a-z-]+|true|false|yes|no|on|off|none|null|undefined|string|auto|basic|bearer|jwt|default|enabled|disabled|required|optional|cookie|header|[01])$/i;

/** Names of what people choose and type: numbers and words are bad ones, but they are passwords all the same. */
const PASSWORD_NAME = /(?:password|passwd|passphrase|(?:^|_)(?:pass|pwd))(?:_(?:value|prod|dev|current|plain|\d+))?$/;

/** A number that counts, as a limit of tokens does. */
const COUNT = /^\d{1,6}$/;

/** Ways to authenticate, which `AUTH` may name. */
const MECHANISM =
    /^(?:(?:aws_)?iam|aws_msk_iam|cognito\w*|custom|digest|kerberos|ldap|lambda|login|m?tls|oauth2?|oidc|plain|saml|sasl_?\w*|scram[\w-]*|sigv4a?|x509)$/i;

/** A secret's name in Secrets Manager, such as `prod/db`. */
const SECRET_PATH = /^[a-z][\w.-]*(?:\/[a-z][\w.-]*)+$/i;

/**
 * The name of a resource as Pulumi makes it, `orders-db-credentials-1a2b3c4`, or by a pattern of the project's with as many
 * digits as that says: https://www.pulumi.com/docs/iac/concepts/resources/names/#autonaming-configuration
 */
const AUTONAMED = /^([a-z][\w.-]*)-([0-9a-f]{4,9})(?:\.fifo)?$/i;

/** A secret's own word, as labels and fields have it: `password`, `X-Api-Key`. */
const SECRET_WORD =
    /^(?:x-)?(?:[a-z]+[-_ ])?(?:password|passwd|secret|token|auth|authorization|api-?key|credentials?)$/i;

/** Names of what identifies something, and may be as random as a key. */
const IDENTIFYING_NAME =
    /(?:^|_)(?:hash|digest|checksum|sha_?\d*|etag|fingerprint|version|revision|commit|build|id|name|prefix|arn|ur[il]|path)s?$/;

/** Why a named value looks like a credential, or `undefined`: by what is in the value, by the name, or by its randomness. */
export function credentialIn(name: string, value: string): string | undefined {
    if (value === SECRET) return "holds a value that the program keeps secret";
    const within = credentialWithin(value);
    if (within !== undefined) return within;
    if (isSecretNamed(name, value)) return "has the name of a secret and a literal value";
    return isRandom(value) && !IDENTIFYING_NAME.test(wordsOf(name)) ? "holds a value as random as a key" : undefined;
}

/**
 * Why a text of any length holds a credential: by a form, or by a value given to a secret's name, as connection strings, shells,
 * commands, code and settings do it.
 */
export function credentialWithin(text: string): string | undefined {
    if (!HINT.test(text)) return undefined;
    const form = formIn(text);
    if (form !== undefined) return form;
    const assigned = assignmentsIn(text).find(({ name, value }) => isSecretNamed(name, value));
    return assigned === undefined ? undefined : `sets ${assigned.name} to a literal value`;
}

/** Whether the value under a secret's name is one. */
export function isSecretNamed(name: string, value: string): boolean {
    const words = wordsOf(name);
    // API Gateway's mappings have texts in quotes.
    const bare = value.replace(/^'(.*)'$/s, "$1");
    return SECRET_NAME.test(words) && !isHarmless(words, bare) && !(/auth\w*$/.test(words) && MECHANISM.test(bare));
}

function formIn(text: string): string | undefined {
    const form = FORMS.find(([, pattern]) => pattern.test(text))?.[0];
    if (form !== undefined) return `holds ${form}`;
    const basic = [...text.matchAll(BASIC)].some(([, encoded = ""]) =>
        /^[\x20-\x7e]*:[\x20-\x7e]+$/.test(Buffer.from(encoded, "base64").toString("latin1")),
    );
    return basic ? "holds a password in a header" : undefined;
}

/** A name, with the value that follows it; only the name is taken away, since a value may be the next name. */
const ASSIGNMENT =
    /(?<![\w.$])(?<name>[A-Za-z_][\w.-]*)(?=["']?(?<sign>\s*[=:]\s*|\s+)(?:(?<quote>["'`])(?<quoted>[^\s"'`]+)\k<quote>|(?<bare>[^\s"'`;,&|(){}<>]+)(?<call>\()?))/g;

/** What names an expression that only the running code has a value for. */
const EXPRESSION =
    /^(?:[$%-]|(?:args?|await|config|ctx|data|env|event|export|import|input|local|new|null|options?|os|params?|process|props|req|request|secrets?|self|settings|string|this|var|values?)\b)/i;

/** Options that stand by themselves, so that the word behind them is not theirs: `--no-password`, `--require-auth`. */
const SWITCH =
    /^(?:no|with|without|skip|require|ask|prompt|reset|change|generate|use|show|enable|disable|allow)[-_]|auth$/i;

interface Assignment {
    readonly name: string;
    readonly value: string;
}

/**
 * `PASSWORD=x` of shells, `--password x` of commands, `password = "x"` and `password: "x"` of code and settings. Without quotes a value
 * counts only where it cannot be an expression.
 */
function assignmentsIn(text: string): Assignment[] {
    return [...text.matchAll(ASSIGNMENT)].flatMap(({ groups = {}, index }) => {
        const { name = "", sign = "", quoted, bare = "", call } = groups;
        const isAssigned = /[=:]/.test(sign);
        const isOption = (text[index - 1] === "-" && !SWITCH.test(name)) || /^aws_\w+$/.test(name);
        if (quoted !== undefined)
            return (isAssigned || isOption) && !isLabel(name, quoted) ? [{ name, value: quoted }] : [];
        if (call !== undefined || EXPRESSION.test(bare)) return [];
        const isLiteral = /\d/.test(bare) && /^[\w!@#%^+/=-]{6,}$/.test(bare);
        return sign === "=" || (isAssigned && isLiteral) || (!isAssigned && isOption) ? [{ name, value: bare }] : [];
    });
}

/** Whether code gives a field its own name to show, as in `password: "Password"`. */
function isLabel(name: string, value: string): boolean {
    return /^[A-Z][a-z]/.test(value) && value.toLowerCase() === name.toLowerCase();
}

/** `dbPassword`, `X-Api-Key` and `/orders/db/password` as `db_password`, `x_api_key`, `_orders_db_password`. */
function wordsOf(name: string): string {
    return name
        .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
        .replace(/[^A-Za-z0-9]+/g, "_")
        .toLowerCase();
}

function isHarmless(words: string, value: string): boolean {
    if (HARMLESS_VALUE.test(value) || isAutonamed(value)) return true;
    if ((COUNT.test(value) || SECRET_WORD.test(value)) && !PASSWORD_NAME.test(words)) return true;
    return SECRET_PATH.test(value) && !isMixed(value);
}

/** Whether a value is a name that Pulumi made. One with another number of digits has a stack's name besides: `summer-2024` is none. */
function isAutonamed(value: string): boolean {
    const [, stem = "", random = ""] = AUTONAMED.exec(value) ?? [];
    return random.length === 7 || (stem.includes("-") && !isMixed(stem));
}

/** Letters of both cases and digits, as in Base64: people do not name things so. */
function isMixed(value: string): boolean {
    return [/[a-z]/, /[A-Z]/, /\d/].every((kind) => kind.test(value));
}

/** Base64 of a good length with letters of both cases and digits, and not made of words; identifiers of AWS have one case. */
function isRandom(value: string): boolean {
    if (!/^[A-Za-z0-9+/_-]{32,}={0,2}$/.test(value) || isAutonamed(value)) return false;
    return isMixed(value) && spokenIn(value) < 0.6 && entropyOf(value) >= 4.4;
}

/** How much of a text is words that can be spoken: with vowels, and never four consonants in a row. */
function spokenIn(value: string): number {
    const words = (value.match(/[A-Z]?[a-z]{2,}/g) ?? []).filter(
        (word) => /[aeiouy]/i.test(word) && !/[^aeiouy]{4}/i.test(word),
    );
    return words.join("").length / value.length;
}

/** Shannon entropy in bits for each character. */
function entropyOf(text: string): number {
    const counts = new Map<string, number>();
    for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
    return [...counts.values()].reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0);
}
