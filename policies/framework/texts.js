"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.textsIn = textsIn;
const assets_1 = require("./assets");
const json_1 = require("./json");
const proxy_1 = require("./proxy");
/** Arguments of AWS whose keys the program chooses. */
const MAPS = /(?:variables|parameters|headers|arguments|environment|options|properties|metadata|attributes|tags|tagsAll|labels|overrides|context|details|secrets|requests|claims)$/i;
/** AWS's own arguments are in camel case. */
const ARGUMENT = /^[a-z][A-Za-z0-9]*$/;
/**
 * Every text in the inputs: those of lists together, since a command is a list of words, what JSON text holds as if it were an
 * object, base64 of user data as the text it stands for, and what string assets hold. What is not known yet is left out: a rule
 * that judges all texts judges those in the update, before the resource is made.
 */
function textsIn(props) {
    const bare = (0, proxy_1.bareOf)(props);
    const texts = found.get(bare) ?? inObject(bare, { path: "", name: "", isNamedFreely: false });
    found.set(bare, texts);
    return texts;
}
/** What was found before: several rules ask for the texts of the same inputs. */
const found = new WeakMap();
function within(value, at) {
    if (typeof value === "string")
        return proxy_1.UNKNOWN_VALUES.has(value) ? [] : inText(value, at);
    if (Array.isArray(value))
        return inList(value, at);
    return typeof value === "object" && value !== null ? inObject(value, at) : [];
}
function inText(text, at) {
    const json = /^\s*[[{]/.test(text) ? jsonIn(text) : undefined;
    if (json !== undefined) {
        const texts = within(json, { ...at, isNamedFreely: true });
        // Of a name that stands twice only the last value is in what was read.
        return (0, json_1.repeatedName)(text) === undefined ? texts : [{ ...at, value: text }, ...texts];
    }
    const isData = /userdata(?:base64)?$/i.test(at.name) && /^[A-Za-z0-9+/\s]{8,}={0,2}\s*$/.test(text);
    return [{ ...at, value: isData ? Buffer.from(text, "base64").toString() : text }];
}
/** Texts that stand one after the other are words of one. */
function inList(list, at) {
    const words = list.filter((each) => typeof each === "string" && !proxy_1.UNKNOWN_VALUES.has(each));
    const others = list.flatMap((each, index) => typeof each === "string" ? [] : within(each, { ...at, path: `${at.path}[${index}]` }));
    return words.length === 0 ? others : [{ ...at, value: words.join(" ") }, ...others];
}
function inObject(holder, at) {
    const asset = (0, assets_1.assetIn)(holder);
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
function nameIn(holder) {
    const text = (...keys) => keys.map((key) => holder[key]).find((value) => typeof value === "string");
    const isPlace = /^(?:PARAMETER_STORE|SECRETS_MANAGER)$/.test(text("type", "Type") ?? "");
    if (holder.isValueSecret === true || isPlace)
        return "";
    return text("name", "Name", "key", "Key", "parameterName", "ParameterName");
}
function jsonIn(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
