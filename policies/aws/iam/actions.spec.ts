import assert from "node:assert/strict";
import { canonicalAction, expandAction, reaches } from "./actions";
import { isAccountWide, isScopable } from "./scope";

describe("IAM actions", () => {
    it("are expanded against AWS's own list", () => {
        const names = expandAction("dynamodb:Batch*Item").map(({ name }) => name);
        assert.deepEqual(names.toSorted(), ["dynamodb:BatchGetItem", "dynamodb:BatchWriteItem"]);
        assert.deepEqual(
            expandAction("SQS:sendmessage").map(({ name }) => name),
            ["sqs:SendMessage"],
        );
        for (const unlisted of ["s3:Nothing", "acme:Do*", "*", "../s3:GetObject"])
            assert.deepEqual(expandAction(unlisted), []);
    });

    it("are spelled as AWS spells them, wildcards included", () => {
        const spellings = {
            "S3:GETOBJECT": "s3:GetObject",
            "s3:get*acl": "s3:Get*Acl",
            "s3:GET?bject": "s3:Get?bject",
            "acme:doIt": "acme:doIt",
            "*": "*",
        };
        for (const [written, canonical] of Object.entries(spellings)) assert.equal(canonicalAction(written), canonical);
    });

    it("are reached by patterns in any case", () => {
        assert.ok(
            reaches("IAM:pass*", "iam:PassRole") &&
                reaches("*", "iam:PassRole") &&
                reaches("iam:PassRol?", "iam:PassRole"),
        );
        assert.ok(!reaches("iam:Pass", "iam:PassRole") && !reaches("iam.PassRole", "iam:PassRole"));
    });

    it("are told apart by whether AWS can limit them", () => {
        assert.ok(isScopable("s3:GetObject") && isScopable("xray:*") && isScopable("acme:DoIt"));
        assert.ok(!isScopable("xray:PutTraceSegments") && !isScopable("ec2:Describe*Interfaces"));
    });
});

describe("resource patterns", () => {
    const wide: readonly [action: string, resource: string][] = [
        ["s3:GetObject", "*"],
        ["s3:GetObject", "arn:aws:s3:::*"],
        ["s3:GetObject", "arn:*"],
        ["s3:GetObject", "arn:aws:s3:::**/x"],
        ["dynamodb:Query", "arn:aws:dynamodb:eu-west-1:111122223333:table/*/index/*"],
        ["dynamodb:Query", "arn:aws:dynamodb:eu-west-1:111122223333:tab*"],
        ["lambda:InvokeFunction", "arn:aws:lambda:eu-west-1:111122223333:function:*"],
        ["lambda:InvokeFunction", "arn:aws:lambda:eu-west-1:111122223333:function:*:live"],
        ["kms:Decrypt", "arn:aws:kms:*:111122223333:key/*"],
        ["ec2:CreateNetworkInterface", "arn:aws:ec2:eu-west-1:111122223333:*/*"],
        ["execute-api:Invoke", "arn:aws:execute-api:eu-west-1:111122223333:*"],
        ["dynamodb:*", "arn:aws:dynamodb:eu-west-1:111122223333:table/*"],
        ["*", "arn:aws:sqs:eu-west-1:111122223333:*"],
        ["*", "arn:aws:s3:::*/raw/*"],
    ];
    const narrow: readonly [action: string, resource: string][] = [
        ["s3:GetObject", "arn:aws:s3:::lake-*/raw/*"],
        ["s3:GetObject", "arn:aws:s3:::${aws:username}/*"],
        ["s3:GetObject", "arn:aws:s3:::${*}"],
        ["dynamodb:Query", "arn:aws:dynamodb:*:*:table/orders/index/*"],
        ["lambda:InvokeFunction", "arn:aws:lambda:eu-west-1:111122223333:function:orders:*"],
        ["execute-api:Invoke", "arn:aws:execute-api:eu-west-1:111122223333:api/*/GET/*"],
        ["sqs:SendMessage", "arn:aws:sqs:eu-west-1:111122223333:orders"],
        ["dynamodb:GetItem", "arn:aws:kinesis:eu-west-1:111122223333:table/*"],
        ["s3:PutBucketVersioning", "arn:aws:s3:eu-west-1:111122223333:*"],
        ["*", "arn:aws:sqs:eu-west-1:111122223333:orders*"],
        ["*", "arn:aws:s3:::lake/*"],
    ];
    for (const [action, resource] of wide) {
        it(`${resource} is all there is for ${action}`, () => assert.ok(isAccountWide(resource, action)));
    }
    for (const [action, resource] of narrow) {
        it(`${resource} is not all there is for ${action}`, () => assert.ok(!isAccountWide(resource, action)));
    }
});
