import assert from "node:assert/strict";
import { SecretAccess, secretStatements } from "./secretAccess";
import { grantedBy, testGrantee } from "../shared/testing/grants";
import { installMocks, settled, valueOf } from "../shared/testing/mocks";

const KEY = "arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/data";
const ARN = "arn:aws-us-gov:secretsmanager:us-gov-west-1:111122223333:secret:shop/payment-??????";

describe("secret verbs", () => {
    beforeEach(() => installMocks());

    it("read gives the value of the one secret, and its key for it only", async () => {
        assert.deepEqual(await valueOf(secretStatements({ name: "shop/payment", keyArn: KEY }, "read")), [
            { actions: ["secretsmanager:GetSecretValue"], resources: [ARN] },
            {
                actions: ["kms:Decrypt"],
                resources: [KEY],
                conditions: {
                    StringEquals: { "kms:ViaService": "secretsmanager.us-gov-west-1.amazonaws.com" },
                    StringLike: { "kms:EncryptionContext:SecretARN": [ARN] },
                },
            },
        ]);
    });

    for (const name of ["", "shop payment", "shop*", "x".repeat(513)])
        it(`refuse the name '${name.slice(0, 20)}'`, () =>
            assert.throws(() => secretStatements({ name, keyArn: KEY }, "read"), /A secret's name is 1 to 512/));
});

describe("SecretAccess", () => {
    beforeEach(() => installMocks());

    it("grants, and tells the secret's name", async () => {
        const payment = new SecretAccess("payment", { name: "shop/payment", keyArn: KEY });
        payment.grant(testGrantee(), "read");
        await settled();
        assert.equal(grantedBy("worker-payment-read").length, 2);
        assert.equal(await valueOf(payment.identifier), "shop/payment");
    });
});
