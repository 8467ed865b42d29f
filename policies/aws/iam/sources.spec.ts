import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DOCUMENT_KINDS, documentsOf, typesWithDocuments } from "./sources";

const PACKAGE = dirname(require.resolve("@pulumi/aws/package.json"));

/** Names of arguments that may hold a document. */
const SUSPECT = /(polic(y|ies)|document|permissions?|statement|policyText|policyBody|policyTemplate|^content)$/i;

/** An argument of a resource that is text, or a policy document in the package's own type. */
interface Argument {
    readonly type: string;
    readonly property: string;
}

/** All arguments of the package's resources that may hold a document by their names. */
function suspects(): Argument[] {
    const folders = readdirSync(PACKAGE, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    return folders.flatMap(({ name: folder }) =>
        readdirSync(join(PACKAGE, folder))
            .filter((file) => file.endsWith(".d.ts"))
            .flatMap((file) => {
                const path = join(PACKAGE, folder, file);
                const [, body] = /^export interface \w+Args \{$(.*?)^\}$/ms.exec(readFileSync(path, "utf8")) ?? [];
                if (body === undefined) return [];
                const [, type] =
                    /__pulumiType = '([^']+)'/.exec(readFileSync(path.replace(".d.ts", ".js"), "utf8")) ?? [];
                return type === undefined ? [] : argumentsIn(body).map((property) => ({ type, property }));
            }),
    );
}

/** The text arguments in the declaration of an interface, by their names. */
function argumentsIn(body: string): string[] {
    return [...body.matchAll(/^\s+(\w+)\??: pulumi\.Input<string( \| [\w.]+)*>;$/gm)]
        .map(([, property = ""]) => property)
        .filter((property) => SUSPECT.test(property));
}

function isHeld({ type, property }: Argument): boolean {
    const resource = { type, name: "r", urn: "r", props: { [property]: "{}" } };
    return documentsOf(resource, ...DOCUMENT_KINDS).some(({ path }) => path === property);
}

/** Arguments that hold none, by why; one without a type is so in every type that has it. */
const OTHER: Readonly<Record<string, readonly string[]>> = {
    "is one of a few words, or a name": [
        "alpnPolicy",
        "autoImportPolicy",
        "dataDeletionPolicy",
        "defaultPolicy",
        "deletePropagationPolicy",
        "dnsRecordClientRoutingPolicy",
        "excessCapacityTerminationPolicy",
        "gameServerProtectionPolicy",
        "newGameSessionProtectionPolicy",
        "securityPolicy",
        "snapshotPolicy",
        "sslPolicy",
        "tlsPolicy",
        "userContextPolicy",
        "webAppEndpointPolicy",
        "aws:cloud9/environmentMembership:EnvironmentMembership permissions",
        "aws:ec2/networkInterfacePermission:NetworkInterfacePermission permission",
        "aws:iot/policyAttachment:PolicyAttachment policy",
        "aws:s3control/accessGrant:AccessGrant permission",
        "aws:ses/receiptFilter:ReceiptFilter policy",
    ],
    "says how a service works, in a language of its own": [
        "archivePolicy",
        "autoscalingPolicy",
        "browserPolicy",
        "deliveryPolicy",
        "filterPolicy",
        "lifecyclePolicy",
        "notificationPolicy",
        "queryStatement",
        "redriveAllowPolicy",
        "redrivePolicy",
        "replayPolicy",
        "samlMetadataDocument",
        "aws:cfg/organizationCustomPolicyRule:OrganizationCustomPolicyRule policyText",
        "aws:cloudformation/stack:Stack policyBody",
        "aws:cloudwatch/logAccountPolicy:LogAccountPolicy policyDocument",
        "aws:cloudwatch/logDataProtectionPolicy:LogDataProtectionPolicy policyDocument",
        "aws:cloudwatch/logIndexPolicy:LogIndexPolicy policyDocument",
        "aws:ecr/lifecyclePolicy:LifecyclePolicy policy",
        "aws:networkmanager/coreNetwork:CoreNetwork basePolicyDocument",
        "aws:networkmanager/coreNetworkPolicyAttachment:CoreNetworkPolicyAttachment policyDocument",
        "aws:opensearch/serverlessLifecyclePolicy:ServerlessLifecyclePolicy policy",
        "aws:route53/trafficPolicy:TrafficPolicy document",
        "aws:sns/dataProtectionPolicy:DataProtectionPolicy policy",
    ],
    "is what a service keeps, runs or shows": [
        "aws:appconfig/hostedConfigurationVersion:HostedConfigurationVersion content",
        "aws:codecommit/approvalRuleTemplate:ApprovalRuleTemplate content",
        "aws:connect/contactFlow:ContactFlow content",
        "aws:connect/contactFlowModule:ContactFlowModule content",
        "aws:connect/vocabulary:Vocabulary content",
        "aws:s3/bucketObject:BucketObject content",
        "aws:s3/bucketObjectv2:BucketObjectv2 content",
        "aws:sagemaker/modelCard:ModelCard content",
        "aws:schemas/schema:Schema content",
        "aws:ssm/document:Document content",
    ],
    "says who may, but not in IAM's language": [
        // Rules, Cedar.
        "aws:opensearch/serverlessAccessPolicy:ServerlessAccessPolicy policy",
        "aws:opensearch/serverlessSecurityPolicy:ServerlessSecurityPolicy policy",
        "aws:verifiedaccess/endpoint:Endpoint policyDocument",
        "aws:verifiedaccess/group:Group policyDocument",
        "aws:verifiedpermissions/policyTemplate:PolicyTemplate statement",
    ],
    "is a part of a document, without who and on what": ["aws:ram/permission:Permission policyTemplate"],
    "caps what accounts give, in IAM's language only for some of its kinds": [
        "aws:organizations/policy:Policy content",
    ],
};

/** Documents in blocks of arguments, which the package declares apart from the resources. */
const NESTED: Readonly<Record<string, string>> = {
    S3AccessPointAttachmentS3AccessPoint:
        "aws:fsx/s3AccessPointAttachment:S3AccessPointAttachment s3AccessPoint.policy",
    RoleInlinePolicy: "aws:iam/role:Role inlinePolicies[0].policy",
    MultiRegionAccessPointPolicyDetails:
        "aws:s3control/multiRegionAccessPointPolicy:MultiRegionAccessPointPolicy details.policy",
};

/** Blocks with such a property that hold none: what the provider's own role may, an enumeration, what is computed. */
const OTHER_BLOCKS = [
    "ProviderAssumeRole",
    "ProviderAssumeRoleWithWebIdentity",
    "DataSetRowLevelPermissionDataSet",
    "NetworkManagedServiceKmsAccess",
    "NetworkManagedServiceS3Access",
    "NetworkManagedServiceStsAccess",
];

/** Statements that are made of several arguments. */
const WRITTEN = /^aws:(cloudwatch\/eventPermission|lambda\/(layerVersionP|p)ermission):/;

describe("places of policy documents", () => {
    const all = suspects();
    const others = Object.values(OTHER).flat();

    it("are all that @pulumi/aws has; what is none says why", () => {
        const excluded = ({ type, property }: Argument) =>
            others.includes(property) || others.includes(`${type} ${property}`);
        const named = (list: readonly Argument[]) => list.map(({ type, property }) => `${type} ${property}`);
        assert.deepEqual(named(all.filter((argument) => !isHeld(argument) && !excluded(argument))), [], "are new");
        assert.deepEqual(named(all.filter((argument) => isHeld(argument) && excluded(argument))), [], "are both");
        const known = new Set(all.flatMap(({ type, property }) => [property, `${type} ${property}`]));
        assert.deepEqual(
            others.filter((other) => !known.has(other)),
            [],
            "are gone",
        );
    });

    it("are in no type that the package does not have", () => {
        const types = new Set([
            ...all.map(({ type }) => type),
            ...Object.values(NESTED).map((text) => text.split(" ")[0]),
        ]);
        const gone = typesWithDocuments(...DOCUMENT_KINDS).filter((type) => !types.has(type) && !WRITTEN.test(type));
        assert.deepEqual(gone, []);
    });

    it("are found in blocks of arguments", () => {
        const declared = readFileSync(join(PACKAGE, "types/input.d.ts"), "utf8");
        const blocks = [...declared.matchAll(/^ *(?:export )?interface (\w+) \{$(.*?)^ *\}$/gms)]
            .filter(([, , body = ""]) =>
                /^ +(\w*[pP]olicyDocument|\w*(?<!\w)policy|permissionPolicy)\??: pulumi\.Input<string/m.test(body),
            )
            .map(([, name = ""]) => name);
        assert.deepEqual([...new Set(blocks)].sort(), [...Object.keys(NESTED), ...OTHER_BLOCKS].sort());
        for (const place of Object.values(NESTED)) {
            const [type = "", path = ""] = place.split(" ");
            const props = path === "inlinePolicies[0].policy" ? { inlinePolicies: [{ policy: "{}" }] } : blockOf(path);
            const found = documentsOf({ type, name: "r", urn: "r", props }, ...DOCUMENT_KINDS);
            assert.deepEqual(
                found.map((source) => source.path),
                [path],
            );
        }
    });
});

function blockOf(path: string): object {
    const [block = "", property = ""] = path.split(".");
    return { [block]: { [property]: "{}" } };
}
