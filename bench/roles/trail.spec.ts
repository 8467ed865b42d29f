import assert from "node:assert/strict";
import { trailStatements } from "../../components/delivery/trail";
import { platformStates } from "../../policies/testing/platform";
import type { StateResource } from "../../policies/framework/evaluate";
import { allows } from "./judge";
import type { Request } from "./requests";
import { TRIALS } from "./trials";

const SURROUNDINGS = TRIALS.deploy.made;
const { accountId, environment, region } = SURROUNDINGS;
const via = (service: string) => ({ "kms:ViaService": `${service}.${region}.amazonaws.com` });

/** All that could be asked of a resource by its type: what is done with it, below which part of its ARN, and how. */
const ASKED: Readonly<Record<string, readonly [action: string, part?: string, how?: Record<string, string>][]>> = {
    "aws:cloudwatch/logGroup:LogGroup": [["logs:FilterLogEvents", ":*"]],
    "aws:cognito/userPool:UserPool": [
        ["cognito-idp:AdminCreateUser"],
        ["cognito-idp:AdminSetUserPassword"],
        ["cognito-idp:AdminDeleteUser"],
        ["cognito-idp:ListUsers"],
    ],
    "aws:dynamodb/table:Table": [["dynamodb:GetItem"], ["dynamodb:Query"], ["dynamodb:PutItem"]],
    "aws:kms/key:Key": [
        ["kms:Decrypt"],
        ["kms:Decrypt", "", via("dynamodb")],
        ["kms:Decrypt", "", via("s3")],
        ["kms:Decrypt", "", via("lambda")],
    ],
    "aws:s3/bucket:Bucket": [["s3:ListBucket"], ["s3:GetObject", "/orders/1"], ["s3:PutObject", "/orders/1"]],
};

/** What somebody with the role may ask of a resource, the environment's tag on it. */
async function allowedOn({ type, outputs }: StateResource, owner: string): Promise<string[]> {
    const tagged = { "aws:ResourceTag/environment": owner };
    const arn = String(outputs.arn)
        .replace(/:\d{12}:/, `:${accountId}:`)
        .replaceAll(environment, owner);
    const requests = (ASKED[type] ?? []).map(([action, part = "", how = {}]): Request => ({
        action,
        resource: arn + part,
        context: { ...tagged, ...how },
    }));
    const answers = await Promise.all(requests.map((request) => allows(trailStatements(SURROUNDINGS), request)));
    const told = ({ action, context }: Request) => [action, context["kms:ViaService"] ?? []].flat().join(" ");
    return requests.filter((_request, at) => answers[at]).map(told);
}

describe("the role that follows an order, as an independent simulator of IAM sees it", function () {
    this.timeout(120_000);
    const resources: StateResource[] = [];
    before(async () => {
        resources.push(...(await platformStates(environment)).flatMap((state) => state.resources));
    });
    const judged = async (owner: string) => {
        const found = resources
            .filter(({ type }) => type in ASKED)
            .map(async (resource) => [resource.urn.split("::").at(-1), await allowedOn(resource, owner)] as const);
        return Object.fromEntries((await Promise.all(found)).filter(([, actions]) => actions.length > 0));
    };

    it("reads the order where the layers put it, lets somebody place it, and nothing else", async () => {
        const { data, people, orders, lake, "deliver-order-changes-logs": logs, ...others } = await judged(environment);
        assert.deepEqual(
            { people, orders, lake, logs },
            {
                people: ASKED["aws:cognito/userPool:UserPool"].slice(0, 3).flat(),
                orders: ["dynamodb:GetItem"],
                lake: ["s3:ListBucket", "s3:GetObject"],
                logs: ["logs:FilterLogEvents"],
            },
        );
        const decrypts = [`kms:Decrypt dynamodb.${region}.amazonaws.com`, `kms:Decrypt s3.${region}.amazonaws.com`];
        for (const [key, actions] of Object.entries({ data, ...others })) assert.deepEqual(actions, decrypts, key);
    });

    it("may do none of that to what is another environment's", async () => {
        assert.deepEqual(await judged("other"), {});
    });
});
