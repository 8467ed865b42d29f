#!/usr/bin/env node
const NEEDED = 22;

if (Number(process.versions.node.split(".")[0]) < NEEDED) {
    console.error(`platform needs Node.js ${NEEDED} or newer; this is ${process.version}.`);
    console.error("Run it as 'npx platform' after 'npm ci', which brings the right one along.");
    process.exit(2);
}
require("node:module").enableCompileCache();
require("tsx/cjs");
void require("./main.ts").main(process.argv);
