import { assetIn } from "./assets";
import { repeatedName } from "./json";
import { bareOf, UNKNOWN_VALUES } from "./proxy";

/** A text in the inputs of a resource, however deep. */
export interface Text {
    /** Where it stands: `environment.variables.DB_URL`, `containerDefinitions[0].command`. Within JSON text as if it were an object. */
    readonly path: string;
    /** What it is called: its argument's or map's key, the name beside it in a pair, the file's name of an asset. */
    readonly name: string;
    /** Whether the program chose the name, as in maps, pairs of name and value and JSON; else it is AWS's argument. */
    readonly isNamedFreely: boolean;
    readonly value: string;
}

/** Arguments of AWS whose keys the program chooses. */
const MAPS =
    /(?:variables|parameters|headers|arguments|environment|options|properties|metadata|attributes|tags|tagsAll|labels|overrides|context|details|secrets|requests|claims)$/i;

/** AWS's own arguments are in camel case. */
const ARGUMENT = /^[a-z][A-Za-z0-9]*$/;

/**
 * Every text in the inputs: those of lists together, since a command is a list of words, what JSON text holds as if it were an
 * object, base64 of user data as the text it stands for, and what string assets hold. What is not known yet is left out: a rule
 * that judges all texts judges those in the update, before the resource is made.
 */
export function textsIn(props: Props): readonly Text[] {
    const bare = bareOf(props);
    const texts = found.get(bare) ?? inObject(bare, { path: "", name: "", isNamedFreely: false });
    found.set(bare, texts);
    return texts;
}

/** What was found before: several rules ask for the texts of the same inputs. */
const found = new WeakMap<object, readonly Text[]>();

type Props = Readonly<Record<string, unknown>>;
type Place = Omit<Text, "value">;

function within(value: unknown, at: Place): Text[] {
    if (typeof value === "string") return UNKNOWN_VALUES.has(value) ? [] : inText(value, at);
    if (Array.isArray(value)) return inList(value, at);
    return typeof value === "object" && value !== null ? inObject(value as Props, at) : [];
}

function inText(text: string, at: Place): Text[] {
    const json = /^\s*[[{]/.test(text) ? jsonIn(text) : undefined;
    if (json !== undefined) {
        const texts = within(json, { ...at, isNamedFreely: true });
        // Of a name that stands twice only the last value is in what was read.
        return repeatedName(text) === undefined ? texts : [{ ...at, value: text }, ...texts];
    }
    const isData = /userdata(?:base64)?$/i.test(at.name) && /^[A-Za-z0-9+/\s]{8,}={0,2}\s*$/.test(text);
    return [{ ...at, value: isData ? Buffer.from(text, "base64").toString() : text }];
}

/** Texts that stand one after the other are words of one. */
function inList(list: readonly unknown[], at: Place): Text[] {
    const words = list.filter((each): each is string => typeof each === "string" && !UNKNOWN_VALUES.has(each));
    const others = list.flatMap((each, index) =>
        typeof each === "string" ? [] : within(each, { ...at, path: `${at.path}[${index}]` }),
    );
    return words.length === 0 ? others : [{ ...at, value: words.join(" ") }, ...others];
}

function inObject(holder: Props, at: Place): Text[] {
    const asset = assetIn(holder);
    if (asset !== undefined)
        return [asset.text, asset.assets].flatMap((value) => within(value, { ...at, isNamedFreely: true }));
    const pair = nameIn(holder);
    const isMap = at.isNamedFreely || MAPS.test(at.name);
    return Object.entries(holder).flatMap(([key, value]) => {
        const path = at.path === "" ? key : `${at.path}.${key}`;
        if (pair !== undefined && /^(?:parameter)?value$/i.test(key))
            return pair === "" ? [] : within(value, { path, name: pair, isNamedFreely: true });
        return within(value, { path, name: key, isNamedFreely: isMap || !ARGUMENT.test(key) });
    });
}

/** The name in a pair of name and value. None for a value that is kept secret, or that says where to find one. */
function nameIn(holder: Props): string | undefined {
    const text = (...keys: readonly string[]) =>
        keys.map((key) => holder[key]).find((value): value is string => typeof value === "string");
    const isPlace = /^(?:PARAMETER_STORE|SECRETS_MANAGER)$/.test(text("type", "Type") ?? "");
    if (holder.isValueSecret === true || isPlace) return "";
    return text("name", "Name", "key", "Key", "parameterName", "ParameterName");
}

function jsonIn(text: string): unknown {
    try {
        return JSON.parse(text) as unknown;
    } catch {
        return undefined;
    }
}
