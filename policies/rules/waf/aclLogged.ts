import { attached } from "../../framework/attached";
import { securityHub, wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";

const ACL_TYPE = "aws:wafv2/webAcl:WebAcl";
const LOGGING_TYPE = "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration";

/** What was refused, and why, is known from the logs alone. */
export const wafAclLogged = defineRule({
    id: "waf-acl-logged",
    displayName: "WAF web ACLs have logging",
    description: "Web ACLs have a logging configuration.",
    severity: "low",
    level: "advisory",
    tags: ["waf", "logging"],
    frameworks: [securityHub("WAF.11"), wellArchitected("SEC04-BP01")],
    remediationSteps: "Make aws.wafv2.WebAclLoggingConfiguration with resourceArn of the web ACL.",
    url: "https://docs.aws.amazon.com/waf/latest/developerguide/logging.html",
    examples: ["aws.wafv2.WebAclLoggingConfiguration orders"],
    types: [ACL_TYPE, LOGGING_TYPE],
    ...attached({
        of: [ACL_TYPE],
        by: { types: [LOGGING_TYPE], property: "resourceArn", identities: ["arn"] },
        id: "logging",
        fault: (name) => `Web ACL '${name}' is not logged.`,
    }),
});
