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
var _a;
Object.defineProperty(exports, "__esModule", { value: true });
exports.UNKNOWN_VALUES = exports.UnknownValueError = exports.unknownCheckingProxy = void 0;
exports.bareOf = bareOf;
const proxy = __importStar(require("@pulumi/policy/proxy"));
/**
 * How the SDK keeps rules from reading what is not known yet, taken from where it is: the SDK's index would load its server, and
 * with it all of `@pulumi/pulumi`. Its declarations leave both out.
 */
_a = proxy, exports.unknownCheckingProxy = _a.unknownCheckingProxy, exports.UnknownValueError = _a.UnknownValueError;
/** The inputs that the SDK's proxy stands before, as they are: reading what is not known gives a text of {@link UNKNOWN_VALUES}. */
function bareOf(props) {
    return props.__getSpecialProxyTarget ?? props;
}
/** What stands in inputs for values that are not known yet, of whatever kind. */
exports.UNKNOWN_VALUES = new Set(Object.entries(proxy)
    .filter(([name]) => /^unknown\w+Value$/.test(name))
    .map(([, value]) => value));
