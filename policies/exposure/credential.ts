import { SECRET } from "../framework/secret";

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
    ["an API key", /\bsk-(?:[a-z]+-)*[\w-]{20,}/],
    ["a Pulumi token", /\bpul-[0-9a-f]{40}\b/],
    ["a signed token", /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\./],
    ["a Slack webhook", /\bhooks\.slack\.com\/(?:services|workflows|triggers)\/\w+/],
    // What stands for a password, as ${DB_PASSWORD} does, is put in later.
    ["a password in a connection string", /(?:^|[;&?,\s])(?:password|pwd)\s*=\s*(?![${<*])[^;&\s]+/i],
    ["a password in a URL", /:\/\/[^\s/:@]*:[^\s/@]+@/],
];

/** Names of what is secret, as the last word or before a word that changes nothing about it; `PGPASSWORD` is one word. */
const SECRET_NAME =
    /(?:password|passwd|passphrase|(?:^|_)(?:pass|pwd|secret|token|api_?key|private_?key|access_?key|signing_?key|encryption_?key|credentials?|connection_?string))s?(?:_(?:value|prod|dev|current|plain|\d+))?$/;

/** What points to a secret or has nothing of one: ARNs, parameter paths, addresses, switches, kinds and numbers. */
const HARMLESS_VALUE =
    /^(?:|arn:.+|\/[\w./-]+|alias\/.+|https?:\/\/.+|\{\{resolve:.+\}\}|true|false|yes|no|on|off|none|null|undefined|auto|default|enabled|disabled|required|optional|basic|bearer|cookie|header|jwt|\d{1,6})$/i;

/** A secret's name in Secrets Manager, such as `prod/db`. */
const SECRET_PATH = /^[a-z][\w.-]*(?:\/[a-z][\w.-]*)+$/i;

/** Names of what identifies something, and may be as random as a key. */
const IDENTIFYING_NAME =
    /(?:^|_)(?:hash|digest|checksum|sha_?\d*|etag|fingerprint|version|revision|commit|build|id|name|prefix|arn|ur[il]|path)s?$/;

/** Why a named value looks like a credential, or `undefined`: by the form of the value, by the name, or by its randomness. */
export function credentialIn(name: string, value: string): string | undefined {
    if (value === SECRET) return "holds what the program keeps secret";
    const form = FORMS.find(([, pattern]) => pattern.test(value));
    if (form !== undefined) return `holds ${form[0]}`;
    const words = name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();
    if (SECRET_NAME.test(words) && !isHarmless(value)) return "is named like a secret and holds its value";
    return isRandom(value) && !IDENTIFYING_NAME.test(words) ? "holds a value as random as a key" : undefined;
}

function isHarmless(value: string): boolean {
    return HARMLESS_VALUE.test(value) || (SECRET_PATH.test(value) && !isMixed(value));
}

/** Letters of both cases and digits, as in Base64: people do not name things so. */
function isMixed(value: string): boolean {
    return [/[a-z]/, /[A-Z]/, /\d/].every((kind) => kind.test(value));
}

/** Base64 of a good length with letters of both cases and digits; identifiers of AWS have one case. */
function isRandom(value: string): boolean {
    if (!/^[A-Za-z0-9+/_-]{32,}={0,2}$/.test(value)) return false;
    return isMixed(value) && entropyOf(value) >= 4.4;
}

/** Shannon entropy in bits for each character. */
function entropyOf(text: string): number {
    const counts = new Map<string, number>();
    for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
    return [...counts.values()].reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0);
}
