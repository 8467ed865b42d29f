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
const rules_1 = require("../rules");
const controls = __importStar(require("./controls"));
const references_1 = require("./references");
const TABLES = Object.values(controls);
describe("what rules refer to", () => {
    it("bears its publisher's title", () => {
        strict_1.default.equal((0, references_1.fsbp)("S3.5").specification, controls.FOUNDATIONAL["S3.5"]);
    });
    it("is refused when no table has it", () => {
        strict_1.default.throws(() => (0, references_1.fsbp)("S3.4711"), /no 'S3\.4711' in policies\/framework\/controls\.ts/);
    });
    it("comes from a table in every rule, and is not named twice", () => {
        for (const { id, frameworks } of rules_1.rules) {
            for (const { reference = "", specification } of frameworks)
                strict_1.default.ok(TABLES.some((titles) => titles[reference] === specification), `${id}: ${reference}`);
            strict_1.default.equal(new Set(frameworks.map(({ name, reference }) => `${name} ${reference}`)).size, frameworks.length, id);
        }
    });
    it("is all that the tables have", () => {
        const used = new Set(rules_1.rules.flatMap(({ frameworks }) => frameworks.map(({ specification }) => specification)));
        const unused = TABLES.flatMap((titles) => Object.entries(titles)).filter(([, title]) => !used.has(title));
        strict_1.default.deepEqual(unused, []);
    });
    it("is in Security Hub's standard or beside it, not both", () => {
        const both = Object.keys(controls.SECURITY_HUB).filter((reference) => reference in controls.FOUNDATIONAL);
        strict_1.default.deepEqual(both, []);
    });
});
