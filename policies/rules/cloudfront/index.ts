import type { Rule } from "../../framework/rule";
import { cloudfrontOriginAccess } from "./originAccess";
import { cloudfrontOriginHttps } from "./originHttps";
import { cloudfrontViewerHttps } from "./viewerHttps";
import { cloudfrontViewerTls } from "./viewerTls";

export const cloudfrontRules: readonly Rule[] = [
    cloudfrontViewerHttps,
    cloudfrontViewerTls,
    cloudfrontOriginHttps,
    cloudfrontOriginAccess,
];
