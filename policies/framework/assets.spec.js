"use strict";
var __createBinding = (this && this.__createBinding) || (Object.create ? (function(o, m, k, k2) {
    if (k2 === undefined) k2 = k;
    var desc = Object.getOwnPropertyDescriptor(m, k);
    if (!desc || ("get" in desc ? !m.__esModule : desc.writable || desc.configurable)) {
      desc = { enumerable: true, get: function() { return m[k]; } };
    }
    Object.defineProperty(o, k2, desc);
}) : (function(o, m, k, k2) {
    if (k2 === undefined) k2 = k;
    o[k2] = m[k];
}));
var __setModuleDefault = (this && this.__setModuleDefault) || (Object.create ? (function(o, v) {
    Object.defineProperty(o, "default", { enumerable: true, value: v });
}) : function(o, v) {
    o["default"] = v;
});
var __importStar = (this && this.__importStar) || (function () {
    var ownKeys = function(o) {
        ownKeys = Object.getOwnPropertyNames || function (o) {
            var ar = [];
            for (var k in o) if (Object.prototype.hasOwnProperty.call(o, k)) ar[ar.length] = k;
            return ar;
        };
        return ownKeys(o);
    };
    return function (mod) {
        if (mod && mod.__esModule) return mod;
        var result = {};
        if (mod != null) for (var k = ownKeys(mod), i = 0; i < k.length; i++) if (k[i] !== "default") __createBinding(result, mod, k[i]);
        __setModuleDefault(result, mod);
        return result;
    };
})();
var __importDefault = (this && this.__importDefault) || function (mod) {
    return (mod && mod.__esModule) ? mod : { "default": mod };
};
Object.defineProperty(exports, "__esModule", { value: true });
const strict_1 = __importDefault(require("node:assert/strict"));
const pulumi = __importStar(require("@pulumi/pulumi"));
const credentialsAbsent_1 = require("../rules/inputs/credentialsAbsent");
const assets_1 = require("./assets");
const policies_1 = require("./policies");
const proxy_1 = require("./proxy");
const { AssetArchive, FileAsset, StringAsset } = pulumi.asset;
const TYPE = "aws:lambda/function:Function";
describe("assets", () => {
    it("of an engine have their text once it was waited for, behind the SDK's proxy", async () => {
        const code = new AssetArchive({ "index.js": new StringAsset("text"), lib: new FileAsset("lib.js") });
        const props = (0, proxy_1.unknownCheckingProxy)({ code, handler: "index.handler" });
        strict_1.default.equal((0, assets_1.assetIn)(props.code), undefined);
        await (0, assets_1.readAssets)(props);
        const assets = (0, assets_1.assetIn)(props.code)?.assets;
        strict_1.default.deepEqual(Object.entries(assets).map(([name, each]) => [name, (0, assets_1.assetIn)(each)?.text]), [
            ["index.js", "text"],
            ["lib", undefined],
        ]);
    });
    it("are waited for only where there are some", () => {
        strict_1.default.equal((0, assets_1.readAssets)({ name: "orders", tags: { a: "b" }, list: [null, 1] }), undefined);
    });
    it("are judged by the pack in an engine", async () => {
        const [policy] = (0, policies_1.createPack)([credentialsAbsent_1.inputsCredentialsAbsent], []).policies;
        const code = new AssetArchive({ "index.js": new StringAsset("const password = 'hunter2';") });
        const found = [];
        const args = {
            type: TYPE,
            name: "f",
            urn: `urn:pulumi:dev::p::${TYPE}::f`,
            props: (0, proxy_1.unknownCheckingProxy)({ code }),
            getConfig: () => ({}),
        };
        await (policy?.validateResource)(args, (told) => found.push(told));
        strict_1.default.match(JSON.stringify(found), /code\.index\.js of 'f' gives password its value/);
    });
});
