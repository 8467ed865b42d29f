import { credentialIn, credentialWithin, isSecretNamed } from "../../aws/exposure/credential";
import { awsHoldsSecret, judgedElsewhere } from "../../aws/exposure/secretPlaces";
import { wellArchitected } from "../../framework/references";
import { ANY_AWS_TYPE, defineRule, type ResourceView } from "../../framework/rule";
import { SECRET } from "../../framework/secret";
import { textsIn, type Text } from "../../framework/texts";

/**
 * What stands in a resource's settings can be read by everybody who may describe the resource, and in every copy of its state.
 * Arguments that AWS has for a secret are left out, and what other rules judge. What is not known yet is judged in the update, before
 * the resource is made.
 */
export const inputsCredentialsAbsent = defineRule({
    id: "inputs-credentials-absent",
    displayName: "Properties of resources hold no credentials",
    description:
        "No text in the settings of a resource holds a credential: no variable, header, parameter, command, state machine, user data or code given as text.",
    severity: "critical",
    tags: ["inputs", "secrets"],
    frameworks: [wellArchitected("SEC02-BP03"), wellArchitected("SEC02-BP02")],
    remediationSteps:
        "Keep the credential in Secrets Manager, or as an SSM parameter of type SecureString, and give the resource its ARN or a dynamic reference.",
    url: "https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/sec_identities_secrets.html",
    examples: ["aws.codebuild.Project"],
    types: [ANY_AWS_TYPE],
    typesInWords: "every type of AWS",
    resource({ type, name, props }: ResourceView, judge) {
        for (const text of textsIn(props)) {
            if (awsHoldsSecret(type, text, props) || judgedElsewhere(type, text)) continue;
            const why = credentialOf(text);
            if (why !== undefined) judge.violation(text.path, `${text.path} of '${name}' ${why}.`);
        }
        judge.decide("inputs", () => undefined);
    },
});

/** Maps in which a program sets things up; in others random text is something's mark. */
const SETTINGS = /(?:variables|environment|arguments|headers|parameters|options|properties)\.[^.]+$/i;

/** What messages are compared with, which sets nothing. */
const COMPARED = /^(?:filterPolicy|eventPattern|filterCriteria)\b/;

function credentialOf({ path, name, isNamedFreely, value }: Text): string | undefined {
    if (value === SECRET) return isNamedFreely ? "holds a value that the program keeps secret" : undefined;
    if (COMPARED.test(path)) return undefined;
    if (isNamedFreely && SETTINGS.test(path)) return credentialIn(name, value);
    if (isNamedFreely && isSecretNamed(name, value)) return "has the name of a secret and a literal value";
    return credentialWithin(value);
}
