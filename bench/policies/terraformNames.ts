/** Modules whose resources have another prefix in Terraform than the module's name; `""` for none. */
const PREFIXES: Readonly<Record<string, string>> = { apigateway: "api_gateway", ec2: "" };

/** Types that follow no rule. */
const TYPES: Readonly<Record<string, string>> = {
    "aws:apigateway/response:Response": "aws_api_gateway_gateway_response",
    "aws:cloudtrail/trail:Trail": "aws_cloudtrail",
};

/** Blocks that Pulumi has as lists with a plural name. Other lists of objects have the same name in Terraform. */
const BLOCKS: Readonly<Record<string, string>> = {
    attributes: "attribute",
    globalSecondaryIndexes: "global_secondary_index",
    localSecondaryIndexes: "local_secondary_index",
    recoveryMechanisms: "recovery_mechanism",
    rules: "rule",
    transitions: "transition",
};

/** Arguments that are called otherwise than by the rule. */
const ARGUMENTS: Readonly<Record<string, string>> = { code: "filename", restApi: "rest_api_id" };

/** Objects that are maps: their keys are the program's. */
const MAPS: ReadonlySet<string> = new Set([
    "requestModels",
    "requestParameters",
    "requestTemplates",
    "responseModels",
    "responseParameters",
    "responseTemplates",
    "tags",
    "tagsAll",
    "triggers",
    "variables",
]);

/** Terraform's type for a type token of the AWS provider: `aws:sqs/queue:Queue` → `aws_sqs_queue`. */
export function terraformType(token: string): string {
    const irregular = TYPES[token];
    if (irregular !== undefined) return irregular;
    const [, module = "", name = ""] = /^aws:(\w+)\/(\w+):/.exec(token) ?? [];
    return ["aws", PREFIXES[module] ?? module, snakeCase(name)].filter((part) => part !== "").join("_");
}

/** Terraform's name for an argument, at any depth: `kmsMasterKeyId` → `kms_master_key_id`. */
export function terraformName(property: string, isListOfBlocks = false): string {
    return (isListOfBlocks ? BLOCKS[property] : ARGUMENTS[property]) ?? snakeCase(property);
}

/** Whether an object is a map, and no block. */
export function isMap(property: string): boolean {
    return MAPS.has(property);
}

function snakeCase(name: string): string {
    return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
