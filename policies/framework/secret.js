"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.SECRET = void 0;
/** Stands in a state for what the program keeps secret. An engine shows rules the value itself. */
exports.SECRET = "[secret]";
