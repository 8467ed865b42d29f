import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { appsyncApiLogged } from "./apiLogged";

const api = subjectsOf("aws:appsync/graphQLApi:GraphQLApi");
const logged = { cloudwatchLogsRoleArn: "arn:aws:iam::111122223333:role/logs", fieldLogLevel: "ERROR" };
const discreet = { ...logged, excludeVerboseContent: true };
const level = "logConfig.fieldLogLevel";
const content = "logConfig.excludeVerboseContent";

describeRule(appsyncApiLogged, {
    passes: {
        "errors without content": api({ logConfig: discreet }),
        "all fields without content": api({ logConfig: { ...discreet, fieldLogLevel: "ALL" } }),
    },
    violates: {
        "no fields": [api({ logConfig: { ...discreet, fieldLogLevel: "NONE" } }), level],
        "content, which is logged unless it is excluded": [api({ logConfig: logged }), content],
        "content at a level that is not known": [
            api({ logConfig: { ...discreet, fieldLogLevel: UNKNOWN, excludeVerboseContent: false } }),
            content,
        ],
    },
    missing: [api({}), level],
    undecided: {
        "an unknown configuration": [api({ logConfig: UNKNOWN }), level, content],
        "an unknown level": [api({ logConfig: { ...discreet, fieldLogLevel: UNKNOWN } }), level],
    },
    configured: {
        "content may be logged": [{ allowVerboseContent: true }, api({ logConfig: logged })],
        "but fields must": [{ allowVerboseContent: true }, api({}), level],
    },
});
