/** One change of a resource's inputs, at one place. */
export interface Mutation {
    /** For people: `remove serverSideEncryption.kmsKeyArn`. */
    readonly description: string;
    /** The inputs after it. */
    readonly inputs: Readonly<Record<string, unknown>>;
}

/** Values that AWS takes for something, and that mean another class of setting than what a good program says. */
const WORDS = [
    "*",
    "none",
    "NONE",
    "DISABLED",
    "Disabled",
    "OFF",
    "off",
    "PassThrough",
    "AES256",
    "http://example.com",
    "http",
    "allow-all",
    "BucketOwnerPreferred",
    "public-read",
    "TLSv1",
    "TLS_1_0",
    "0.0.0.0/0",
    "root",
    "nodejs14.x",
    "Text",
    "PROVISIONED",
    "API_KEY",
    "ALLOW_USER_PASSWORD_AUTH",
    "arn:aws:iam::aws:policy/AdministratorAccess",
    "arn:aws:iam::999999999999:root",
];

/** Actions of each kind that rules tell apart. */
const ACTIONS = [
    "*",
    "s3:*",
    "s3:GetObject",
    "s3:PutObject",
    "s3:PutBucketPolicy",
    "sts:GetFederationToken",
    "secretsmanager:GetSecretValue",
    "kms:Decrypt",
    "iam:PassRole",
    "iam:CreateAccessKey",
    "iam:AttachRolePolicy",
];

/** Everybody, and somebody else's account. */
const PRINCIPALS = ["*", "arn:aws:iam::999999999999:root"];

/** Elements of statements, and what says the opposite. */
const OPPOSITES: Readonly<Record<string, string>> = { Action: "NotAction", Resource: "NotResource" };

const NUMBERS = [0, 1, 100_000];

/** Marks assets, which are files. */
const ASSET = "4dabf18193072939515e22adb298388d";

/**
 * Every change that the operators make of a resource's inputs, least destructive first: remove a property or an element, flip
 * a flag, put a number or a text of another class, empty a list, widen one to everything. JSON in texts (policies, state
 * machines) is changed within.
 *
 * @param words whether texts become others of {@link WORDS}, not only `*`; actions and principals of documents always become others. @default true
 * @param service the resource's, whose key of AWS stands in the place of each KMS key. @default "s3"
 */
export function* mutationsOf(
    inputs: Readonly<Record<string, unknown>>,
    { words = true, service = "s3" }: { readonly words?: boolean; readonly service?: string } = {},
): Generator<Mutation> {
    for (const { path, value: original } of places(inputs, [])) {
        for (const { what, value } of [
            ...replacementsOf(original, path, words),
            ...keysInstead(original, path, service),
        ]) {
            const changed = replaced(inputs, path, value) as Record<string, unknown>;
            yield { description: `${what} \`${nameOf(path)}\``, inputs: changed };
        }
    }
}

/** Which properties inputs have, whatever their values. */
export function formOf(inputs: Readonly<Record<string, unknown>>): string {
    return [...places(inputs, [])].map(({ path }) => nameOf(path)).join("\n");
}

/** Where a value stands: property names, indices, and `JSON` for what a text holds. */
type Path = readonly (string | number | typeof JSON_TEXT)[];

const JSON_TEXT = Symbol("JSON");
const REMOVED = Symbol("removed");

interface Replacement {
    readonly what: string;
    readonly value: unknown;
}

interface Place {
    readonly path: Path;
    readonly value: unknown;
}

function* places(value: unknown, path: Path): Generator<Place> {
    if (path.length > 0) yield { path, value };
    const text = typeof value === "string" ? jsonOf(value) : undefined;
    if (text !== undefined) yield* places(text, [...path, JSON_TEXT]);
    if (Array.isArray(value)) for (const [index, each] of value.entries()) yield* places(each, [...path, index]);
    else if (isObject(value))
        for (const [key, each] of Object.entries(value)) if (each !== undefined) yield* places(each, [...path, key]);
}

function replacementsOf(value: unknown, path: Path, withWords: boolean): Replacement[] {
    const key = path.at(-1);
    // The text around it is already a place.
    if (key === JSON_TEXT) return [];
    const put = (each: unknown): Replacement => ({ what: saying(value, each), value: each });
    const inDocument = path.includes(JSON_TEXT);
    const words =
        inDocument && key === "Action"
            ? ACTIONS
            : key === "Effect"
              ? ["Allow"]
              : withWords && path[0] !== "tags"
                ? WORDS
                : path.includes("Principal")
                  ? PRINCIPALS
                  : ["*"];
    // Of the texts in a list one becomes others: that the next is another would only say the same again.
    const isOneMore = typeof value === "string" && typeof key === "number" && key > 0;
    const others = [
        ...(inDocument ? widened(value) : []),
        ...(isOneMore ? [] : classesOf(value, words)),
        // Of what is no object one text is as good as another, but where IAM takes some of them.
        ...(inDocument && typeof value === "object" && typeof key === "string"
            ? words === WORDS
                ? ["*"]
                : words
            : []),
    ];
    return [
        { what: "remove", value: REMOVED },
        ...others.filter((each) => each !== value).map(put),
        ...(inDocument && typeof key === "string" && key in OPPOSITES ? [negated(key)] : []),
    ];
}

/** What AWS takes for no key of the account where one is named: none, and its own key for the service, by name and by ARN. */
function keysInstead(value: unknown, path: Path, service: string): Replacement[] {
    const key = path.findLast((step) => typeof step === "string");
    const arn = typeof value === "string" ? /^(arn:[^:]+:kms:[^:]*:\d*:)(?:key|alias)\//.exec(value) : null;
    if (arn === null || typeof key !== "string" || !/key|kms/i.test(key)) return [];
    return ["", `alias/aws/${service}`, `${arn[1]}alias/aws/${service}`].map((each) => ({
        what: saying(value, each),
        value: each,
    }));
}

/** A name in a path or an ARN, made all names: `table/orders` → `table/*`. */
function widened(value: unknown): string[] {
    return typeof value === "string" && /[:/][^:/*]+$/.test(value) ? [value.replace(/[^:/]+$/, "*")] : [];
}

/** Values of other classes that stand where this one does. */
function classesOf(value: unknown, words: readonly string[]): unknown[] {
    if (typeof value === "boolean") return [!value];
    if (typeof value === "number") return NUMBERS;
    if (typeof value === "string" && jsonOf(value) === undefined) return [...words];
    if (!Array.isArray(value) || value.length === 0) return [];
    const isTexts = value.every((each) => typeof each === "string");
    return [[], ...(isTexts ? words.map((word) => [...value, word]) : [])];
}

function saying(before: unknown, after: unknown): string {
    if (!Array.isArray(before) || !Array.isArray(after)) return `set ${JSON.stringify(after)} at`;
    return after.length === 0 ? "empty" : `add ${JSON.stringify(after.at(-1))} to`;
}

function negated(key: string): Replacement {
    return { what: `say ${OPPOSITES[key]} at`, value: new Renamed(OPPOSITES[key] ?? "") };
}

/** Stands for a property that keeps its value under another name. */
class Renamed {
    constructor(readonly name: string) {}
}

/** The inputs with another value at a path such as `policy.Statement[0].Action`, which may lead into JSON in texts. */
export function setAt(
    inputs: Readonly<Record<string, unknown>>,
    path: string,
    value: unknown,
): Record<string, unknown> {
    const steps = path.split(/[.[\]]+/).filter((step) => step !== "");
    return put(inputs, steps, value) as Record<string, unknown>;
}

function put(holder: unknown, [step, ...rest]: readonly string[], value: unknown): unknown {
    if (step === undefined) return value;
    const text = typeof holder === "string" ? jsonOf(holder) : undefined;
    if (text !== undefined) return JSON.stringify(put(text, [step, ...rest], value));
    if (Array.isArray(holder))
        return holder.map((each, index) => (index === Number(step) ? put(each, rest, value) : each));
    const found = isObject(holder) ? holder : {};
    return { ...found, [step]: put(found[step], rest, value) };
}

function replaced(value: unknown, [step, ...rest]: Path, by: unknown): unknown {
    if (step === undefined) return by;
    if (step === JSON_TEXT) return JSON.stringify(replaced(JSON.parse(value as string), rest, by));
    const holder = value as Record<string | number, unknown>;
    const inner = replaced(holder[step], rest, by);
    if (Array.isArray(holder) && inner === REMOVED) return holder.filter((_, index) => index !== step);
    const entries = Object.entries(holder).flatMap(([key, each]) => {
        if (key !== String(step)) return [[key, each]];
        if (inner === REMOVED) return [];
        return inner instanceof Renamed ? [[inner.name, each]] : [[key, inner]];
    });
    return Array.isArray(holder) ? entries.map(([, each]) => each) : Object.fromEntries(entries);
}

function nameOf(path: Path): string {
    return path
        .filter((step) => step !== JSON_TEXT)
        .map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step)}`))
        .join("")
        .replace(/^\./, "");
}

function jsonOf(text: string): unknown {
    if (!/^\s*[[{]/.test(text)) return undefined;
    try {
        return JSON.parse(text) as unknown;
    } catch {
        return undefined;
    }
}

function isObject(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !(ASSET in value);
}
