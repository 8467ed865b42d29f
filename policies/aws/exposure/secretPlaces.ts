import type { Text } from "../../framework/texts";

/** Arguments of AWS's own that take a secret, by what they are called, also with `Wo`, for those that are not kept in the state. */
const ARGUMENT =
    /(?:passwords?|passphrase|secret|secretString|secretBinary|secretKey|tokens?|credentials?|(?:auth|private|api|access|host|preshared|shared|account|storage)(?:Token|Keys?|Secret)|PresharedKey|keyMaterialBase64|plaintext|hostKeyBody|platformPrincipal|serviceJson|certificate\w*)(?:Wo)?$/i;

/** Places that no name gives away. */
const PLACES: Readonly<Record<string, RegExp>> = {
    "aws:apigateway/apiKey:ApiKey": /^value$/,
    // EventBridge keeps them in Secrets Manager: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-target-connection-auth.html
    "aws:cloudwatch/eventConnection:EventConnection": /^authParameters\.(?:basic|apiKey|oauth\.clientParameters)\b/,
    "aws:cognito/identityProvider:IdentityProvider": /^providerDetails\.client_secret$/,
    "aws:connect/user:User": /^password$/,
};

/** Whether a text stands where AWS asks for a secret and keeps it as one, so that it can stand nowhere else. */
export function awsHoldsSecret(type: string, { path, name, isNamedFreely }: Text, props: object): boolean {
    const [argument = ""] = path.split(/[.[]/);
    if (ARGUMENT.test(argument) || (!isNamedFreely && ARGUMENT.test(name))) return true;
    if (type === "aws:ssm/parameter:Parameter")
        return (props as { type?: unknown }).type === "SecureString" && argument === "value";
    return PLACES[type]?.test(path) ?? false;
}

/** Places that rules of their own judge, with words of their own. */
const ELSEWHERE: Readonly<Record<string, RegExp>> = {
    "aws:lambda/function:Function": /^environment\.variables\b/,
    "aws:ecs/taskDefinition:TaskDefinition": /^containerDefinitions\[\d+\]\.environment\[/,
    "aws:ecs/daemonTaskDefinition:DaemonTaskDefinition": /^containerDefinitions\[\d+\]\.environments\[/,
};

/** Whether a rule of its own judges what stands there. */
export function judgedElsewhere(type: string, { path }: Text): boolean {
    return ELSEWHERE[type]?.test(path) ?? false;
}
