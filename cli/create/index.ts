import { newComponent } from "./component";
import { newEnvironment } from "./environment";
import { newFunction } from "./function";
import { newLayer } from "./layer";
import { newRule } from "./rule";

export type { NewEnvironmentOptions } from "./environment";
export { create, type Created } from "./creation";

/** What can be made, each from its name and the repository's folder. */
export const creators = {
    layer: newLayer,
    component: newComponent,
    function: newFunction,
    rule: newRule,
    environment: newEnvironment,
};
