"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.inputsCredentialsAbsent = void 0;
const secretPlaces_1 = require("../../exposure/secretPlaces");
const credential_1 = require("../../exposure/credential");
const references_1 = require("../../framework/references");
const rule_1 = require("../../framework/rule");
const secret_1 = require("../../framework/secret");
const texts_1 = require("../../framework/texts");
/**
 * What stands in a resource's settings can be read by everybody who may describe the resource, and in every copy of its state.
 * Arguments that AWS has for a secret are left out, and what other rules judge. What is not known yet is judged in the update, before
 * the resource is made.
 */
exports.inputsCredentialsAbsent = (0, rule_1.defineRule)({
    id: "inputs-credentials-absent",
    displayName: "Properties of resources hold no credentials",
    description: "No text in the settings of a resource holds a credential: no variable, header, parameter, command, state machine, user data or code given as text.",
    severity: "critical",
    tags: ["inputs", "secrets"],
    frameworks: [(0, references_1.wellArchitected)("SEC02-BP03"), (0, references_1.wellArchitected)("SEC02-BP02")],
    remediationSteps: "Keep the credential in Secrets Manager, or as an SSM parameter of type SecureString, and give the resource its ARN or a dynamic reference.",
    url: "https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/sec_identities_secrets.html",
    examples: {
        aws: `new aws.codebuild.Project("orders", {
    serviceRole: role.arn,
    artifacts: { type: "NO_ARTIFACTS" },
    source: { type: "NO_SOURCE", buildspec: "buildspec.yml" },
    environment: {
        type: "LINUX_CONTAINER",
        computeType: "BUILD_GENERAL1_SMALL",
        image: "aws/codebuild/standard:7.0",
        environmentVariables: [{ name: "REGISTRY_TOKEN", type: "SECRETS_MANAGER", value: secret.arn }],
    },
});`,
    },
    types: [rule_1.ANY_AWS_TYPE],
    typesInWords: "every type of AWS",
    resource({ type, name, props }, judge) {
        for (const text of (0, texts_1.textsIn)(props)) {
            if ((0, secretPlaces_1.awsHoldsSecret)(type, text, props) || (0, secretPlaces_1.judgedElsewhere)(type, text))
                continue;
            const why = credentialOf(text);
            if (why !== undefined)
                judge.violation(text.path, `${text.path} of '${name}' ${why}.`);
        }
        judge.decide("inputs", () => undefined);
    },
});
/** Maps in which a program sets things up; in others random text is something's mark. */
const SETTINGS = /(?:variables|environment|arguments|headers|parameters|options|properties)\.[^.]+$/i;
/** What messages are compared with, which sets nothing. */
const COMPARED = /^(?:filterPolicy|eventPattern|filterCriteria)\b/;
function credentialOf({ path, name, isNamedFreely, value }) {
    if (value === secret_1.SECRET)
        return isNamedFreely ? "holds what the program keeps secret" : undefined;
    if (COMPARED.test(path))
        return undefined;
    if (isNamedFreely && SETTINGS.test(path))
        return (0, credential_1.credentialIn)(name, value);
    if (isNamedFreely && (0, credential_1.isSecretNamed)(name, value))
        return "is named like a secret and holds its value";
    return (0, credential_1.credentialWithin)(value);
}
