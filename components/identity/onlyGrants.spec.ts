import assert from "node:assert/strict";
import * as path from "node:path";
import { ESLint, Linter } from "eslint";

const ROOT = path.join(__dirname, "../..");
const RULES = ["no-restricted-imports", "no-restricted-syntax"];

/** What the project's rules about permissions say of a program in this file. */
async function complaints(file: string, program: string): Promise<string[]> {
    const { rules } = (await new ESLint({ cwd: ROOT }).calculateConfigForFile(path.join(ROOT, file))) as {
        rules: Linter.RulesRecord;
    };
    const kept = RULES.filter((rule) => rules[rule] !== undefined).map((rule) => [rule, rules[rule]]);
    return new Linter().verify(program, { rules: Object.fromEntries(kept) }).map(({ message }) => message);
}

describe("permissions", function () {
    this.timeout(20_000);

    for (const program of [
        'import * as aws from "@pulumi/aws"; new aws.iam.RolePolicy("all", {});',
        'import * as aws from "@pulumi/aws"; new aws.iam.RolePolicyAttachment("all", {});',
        'import { iam } from "@pulumi/aws"; new iam.Role("all", {});',
        'import { RolePolicy } from "@pulumi/aws/iam"; export { RolePolicy };',
        'import { RolePolicy } from "@pulumi/aws/iam/rolePolicy"; export { RolePolicy };',
    ]) {
        it(`are refused to whom says: ${program}`, async () => {
            for (const file of ["stacks/compute/layer.ts", "components/compute/serverlessFunction.ts"]) {
                const [complaint, ...rest] = await complaints(file, program);
                assert.match(complaint, /Permissions come from the verbs of the resources/);
                assert.deepEqual(rest, []);
            }
        });
    }

    it("are made where verbs are carried out", async () => {
        const program = 'import * as aws from "@pulumi/aws"; new aws.iam.RolePolicy("all", {});';
        assert.deepEqual(await complaints("components/identity/grantee.ts", program), []);
    });
});
