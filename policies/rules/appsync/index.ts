import type { Rule } from "../../framework/rule";
import { appsyncApiFirewalled } from "./apiFirewalled";
import { appsyncApiKeyRefused } from "./apiKeyRefused";
import { appsyncApiLogged } from "./apiLogged";
import { appsyncApiTracing } from "./apiTracing";
import { appsyncCacheEncrypted } from "./cacheEncrypted";
import { appsyncIntrospectionDisabled } from "./introspectionDisabled";
import { appsyncQueriesLimited } from "./queriesLimited";

export const appsyncRules: readonly Rule[] = [
    appsyncApiKeyRefused,
    appsyncApiLogged,
    appsyncApiTracing,
    appsyncCacheEncrypted,
    appsyncQueriesLimited,
    appsyncIntrospectionDisabled,
    appsyncApiFirewalled,
];
