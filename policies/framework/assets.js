"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.assetIn = assetIn;
exports.readAssets = readAssets;
const proxy_1 = require("./proxy");
/** How Pulumi marks an asset or an archive in a state, and the property of the mark. */
const MARK = "4dabf18193072939515e22adb298388d";
const ASSET = "c44067f5952c0a294b673a41bacd8c17";
const ARCHIVE = "0def7320c3a5731c473e5ecbe6d01bc7";
/** What assets that the engine sent hold, in the form of a state; a rule has no time to wait for them. */
const contents = new WeakMap();
/** The text of an asset made of text, or the assets of an archive by their names; `undefined` for what is neither. */
function assetIn(value) {
    const known = contents.get((0, proxy_1.bareOf)(value)) ?? value;
    return MARK in known && [ASSET, ARCHIVE].includes(known[MARK]) ? known : undefined;
}
/**
 * Waits for the texts of the assets in a resource's inputs, which the SDK hands out as promises.
 *
 * @returns `undefined` when there is none, and nothing to wait for
 */
function readAssets(props) {
    const pending = promisesIn((0, proxy_1.bareOf)(props));
    return pending.length === 0 ? undefined : Promise.all(pending);
}
function promisesIn(value) {
    if (typeof value !== "object" || value === null)
        return [];
    const holder = value;
    if (holder.__pulumiAsset === true || holder.__pulumiArchive === true)
        return [marked(holder)];
    return Object.values(holder).flatMap(promisesIn);
}
async function marked(value) {
    const { text, assets } = value;
    const members = Object.entries((await assets) ?? {});
    const content = {
        [MARK]: assets === undefined ? ASSET : ARCHIVE,
        ...(text === undefined ? {} : { text: await text }),
        ...(assets === undefined
            ? {}
            : {
                assets: Object.fromEntries(await Promise.all(members.map(async ([name, each]) => [name, await marked(each)]))),
            }),
    };
    contents.set(value, content);
    return content;
}
