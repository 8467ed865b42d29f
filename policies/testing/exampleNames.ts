import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const REPOSITORY = join(__dirname, "../..");

/** What the examples of rules may use without declaring it, as TypeScript. Components are imported by their names. */
const NAMES = `
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
declare const accountId: pulumi.Output<string>;
declare const alarms: aws.sns.Topic;
declare const api: aws.apigateway.RestApi;
declare const boundary: aws.iam.Policy;
declare const bucket: aws.s3.Bucket;
declare const certificate: aws.acm.Certificate;
declare const cluster: aws.ecs.Cluster;
declare const code: pulumi.asset.Archive;
declare const deadLetters: aws.sqs.Queue;
declare const deployment: aws.apigateway.Deployment;
declare const graphql: aws.appsync.GraphQLApi;
declare const handler: aws.lambda.Function;
declare const key: aws.kms.Key;
declare const lake: BucketRef;
declare const loadBalancer: aws.lb.LoadBalancer;
declare const logGroup: aws.cloudwatch.LogGroup;
declare const logs: aws.s3.Bucket;
declare const platform: FunctionPlatform;
declare const queue: aws.sqs.Queue;
declare const role: aws.iam.Role;
declare const secret: aws.secretsmanager.Secret;
declare const securityGroup: aws.ec2.SecurityGroup;
declare const stage: aws.apigateway.Stage;
declare const stream: aws.kinesis.Stream;
declare const subnets: aws.ec2.Subnet[];
declare const table: aws.dynamodb.Table;
declare const topic: aws.sns.Topic;
declare const userPool: aws.cognito.UserPool;
declare const vpc: aws.ec2.Vpc;
declare const webAcl: aws.wafv2.WebAcl;
declare const workerRole: aws.iam.Role;
`;

/** What the examples of rules may use without declaring it: name and type. */
export const exampleNames: readonly { readonly name: string; readonly type: string }[] = [
    ...NAMES.matchAll(/^declare const (\w+): (.+);$/gm),
].map(([, name = "", type = ""]) => ({ name, type }));

/** A program of all examples, each in a block of its own, to be compiled. */
export function exampleProgram(examples: readonly string[]): string {
    const bodies = examples.map((example) => `{\n${example}\n}`).join("\n");
    const used = componentFiles().filter(({ name }) => new RegExp(`(?:new|:) ${name}\\b`).test(NAMES + bodies));
    return [...used.map(({ name, file }) => `import { ${name} } from "${file}";`), NAMES, bodies].join("\n");
}

/** Classes and argument types of `components/`, with their modules as seen from a folder below the repository. */
export function componentFiles(): { name: string; file: string }[] {
    return readdirSync(join(REPOSITORY, "components"), { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".ts") && !file.endsWith(".spec.ts") && !file.includes("testing"))
        .flatMap((file) => {
            const source = readFileSync(join(REPOSITORY, "components", file), "utf8");
            const names = [...source.matchAll(/^export (?:class|interface) (\w+)/gm)].map(([, name = ""]) => name);
            return names.map((name) => ({ name, file: `../components/${file.replace(/\.ts$/, "")}` }));
        });
}
