// Where Pulumi starts the pack from its sources. It would check every type at each start, for ten seconds; tsx only compiles.
require("node:module").enableCompileCache?.();
require("tsx/cjs");
require("./index.ts");
