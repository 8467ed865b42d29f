"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.inputsRules = void 0;
const addressesEncrypted_1 = require("./addressesEncrypted");
const credentialsAbsent_1 = require("./credentialsAbsent");
exports.inputsRules = [credentialsAbsent_1.inputsCredentialsAbsent, addressesEncrypted_1.inputsAddressesEncrypted];
