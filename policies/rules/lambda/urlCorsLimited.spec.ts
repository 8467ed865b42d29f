import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { lambdaUrlCorsLimited } from "./urlCorsLimited";

const url = subjectsOf("aws:lambda/functionUrl:FunctionUrl", { functionName: "f" });
const ORIGINS = "cors.allowOrigins";

describeRule(lambdaUrlCorsLimited, {
    passes: {
        "a named origin": url({ cors: { allowOrigins: ["https://a.example"], allowCredentials: true } }),
        "every origin that may read only": url({ cors: { allowOrigins: ["*"], allowMethods: ["GET"] } }),
    },
    violates: {
        credentials: [url({ cors: { allowOrigins: ["*"], allowCredentials: true } }), ORIGINS],
        "every method": [url({ cors: { allowOrigins: ["*"], allowMethods: ["*"] } }), ORIGINS],
    },
    missing: [url({})],
    undecided: { "unknown origins": [url({ cors: { allowOrigins: UNKNOWN, allowCredentials: true } }), ORIGINS] },
});
