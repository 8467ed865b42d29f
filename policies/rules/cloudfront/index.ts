import type { Rule } from "../../framework/rule";
import { cloudfrontGeoRestricted } from "./geoRestricted";
import { cloudfrontOriginFailover } from "./originFailover";
import { cloudfrontDistributionLogged } from "./distributionLogged";
import { cloudfrontFirewallAttached } from "./firewallAttached";
import { cloudfrontOriginAccess } from "./originAccess";
import { cloudfrontOriginHttps } from "./originHttps";
import { cloudfrontResponseHeaders } from "./responseHeaders";
import { cloudfrontRootObjectSet } from "./rootObjectSet";
import { cloudfrontViewerHttps } from "./viewerHttps";
import { cloudfrontViewerTls } from "./viewerTls";

export const cloudfrontRules: readonly Rule[] = [
    cloudfrontViewerHttps,
    cloudfrontViewerTls,
    cloudfrontOriginHttps,
    cloudfrontOriginAccess,
    cloudfrontDistributionLogged,
    cloudfrontRootObjectSet,
    cloudfrontResponseHeaders,
    cloudfrontFirewallAttached,
    cloudfrontOriginFailover,
    cloudfrontGeoRestricted,
];
