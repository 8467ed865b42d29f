import assert from "node:assert/strict";
import type { CheckReport } from "../../policies/check/check";
import type { AccessChanges } from "../access/changes";
import type { AccessPart } from "../access/permission";
import type { CostReport } from "../cost/cost";
import type { ResourceChange } from "./changes";
import { commentOn, type Judged } from "./comment";
import type { Diff } from "./diff";

const change = (name: string, more: Partial<ResourceChange> = {}): ResourceChange => ({
    layer: "data",
    urn: `urn:pulumi:dev::platform-data::aws:s3/bucket:Bucket::${name}`,
    resource: `aws:s3/bucket:Bucket ${name}`,
    what: "changed",
    because: [],
    properties: [{ path: "tags.Owner", before: "a", after: "b" }],
    ...more,
});
const diff = (changes: readonly ResourceChange[], more: Partial<Diff> = {}): Diff => ({
    environment: "dev",
    against: { name: "main", commit: "0123456789abcdef" },
    failed: false,
    losses: [],
    idleAllowances: [],
    layers: [{ layer: "data", what: changes.length === 0 ? "same" : "changed", changes, diagnostics: [] }],
    outputs: [],
    settings: [],
    ...more,
});
const report = (more: Partial<CheckReport> = {}): CheckReport => ({
    stacks: [],
    findings: [],
    notes: [],
    failed: false,
    ...more,
});
const cost = (usd: number) => ({ usd, lines: [], unknown: [] }) as unknown as CostReport;
const access = (actions: readonly string[]): AccessChanges => ({
    gained: {
        permissions: actions.map((action) => ({
            principal: "role read-order",
            principalArn: "arn:aws:iam::111122223333:role/read-order",
            usedBy: [],
            effect: "allow",
            actions: [action],
            resource: "table orders",
            arn: "arn:aws:dynamodb:eu-west-1:111122223333:table/orders",
            conditions: [],
            through: ["role policy scan"],
        })),
        undecided: [],
    },
    lost: { permissions: [], undecided: [] },
});
const HEAD = "89abcdef01234567";
const lines = ({ comment }: { readonly comment: string }) => comment.split("\n");

describe("the comment on a request", () => {
    it("has a line for each environment, and begins with what it is found by", () => {
        const judged: Judged[] = [
            { diff: diff([]), report: report(), access: access([]), cost: { before: cost(5), after: cost(5) } },
            {
                diff: diff([change("lake", { what: "deleted" }), change("logs")], {
                    environment: "prod",
                    losses: [{ ...change("lake"), loses: "the objects" }],
                }),
                report: report({ failed: true, notes: [{ policy: "p", level: "mandatory", message: "no" }] }),
                access: access(["dynamodb:Scan"]),
                cost: { before: cost(5), after: cost(8.5) },
            },
            {
                diff: diff([], {
                    environment: "stage",
                    layers: [{ layer: "data", what: "failed", changes: [], diagnostics: [] }],
                }),
            },
        ];
        const told = lines(commentOn(judged, ["old"], HEAD, "c.full.md"));
        assert.equal(told[0], "<!-- platform pull-request -->");
        assert.match(told.at(-1)!, /^<code>89abcde<\/code> compared with <code>main, 0123456<\/code>, offline/);
        assert.deepEqual(
            told.filter((line) => line.startsWith("| <code>")),
            [
                "| <code>dev</code> | none | nothing | ✅ | as before | ±0.00 (5.00) |",
                "| <code>prod</code> | 1 deleted, 1 changed | ❌ 1 | ❌ 1 violated | 1 gained, 0 lost | +3.50 (8.50) |",
                "| <code>stage</code> | ❌ does not come up: <code>data</code> | nothing | not judged | not compared |  |",
                "| <code>old</code> | ❌ its file is gone: what is deployed stays, and no command knows of it | | | | |",
            ],
        );
    });

    it("counts what is denied as lost, and what is denied no more as gained", () => {
        const denying = (part: AccessPart): AccessPart => ({
            ...part,
            permissions: part.permissions.map((each) => ({ ...each, effect: "deny" as const })),
        });
        const { gained: one, lost: none } = access(["dynamodb:Scan"]);
        const { gained: two } = access(["dynamodb:Scan", "dynamodb:Query"]);
        const rowOf = (changes: AccessChanges) =>
            / \| (\d gained, \d lost) \| /.exec(
                commentOn([{ diff: diff([]), access: changes }], [], HEAD, "c.md").comment,
            )?.[1];
        assert.equal(rowOf({ gained: denying(two), lost: none }), "0 gained, 2 lost");
        assert.equal(rowOf({ gained: none, lost: denying(two) }), "2 gained, 0 lost");
        assert.equal(rowOf({ gained: one, lost: denying(two) }), "3 gained, 0 lost");
    });

    it("tells records that no environment has a use for, and no others", () => {
        const record = (name: string, environments?: string[]) => ({
            ...{ layer: "data", resource: `aws:s3/bucket:Bucket ${name}`, environments, reason: "nothing is in it" },
        });
        const [unused, inProd, forDev] = [record("unused"), record("in-prod"), record("for-dev", ["dev"])];
        const { comment } = commentOn(
            [
                { diff: diff([], { idleAllowances: [unused, inProd, forDev] }) },
                { diff: diff([], { environment: "prod", idleAllowances: [unused] }) },
            ],
            [],
            HEAD,
            "c.full.md",
        );
        const told = comment.split("\n").filter((line) => line.startsWith("allowances.yaml allows a loss"));
        assert.deepEqual(
            told.map((line) => /Bucket ([\w-]+)\. Remove the record/.exec(line)?.[1]),
            ["unused", "for-dev"],
        );
    });

    it("counts what is protected as lost, whatever is argued", () => {
        const loss = { ...change("lake", { what: "deleted" }), loses: "the objects", reason: "nothing is in it" };
        const rowOf = (isProtected: boolean) => {
            const { comment } = commentOn(
                [{ diff: diff([], { losses: [{ ...loss, isProtected }] }) }],
                [],
                HEAD,
                "c.full.md",
            );
            return /^\| <code>dev<\/code> \| none \| ([^|]*) \|/m.exec(comment)?.[1];
        };
        assert.deepEqual([rowOf(false), rowOf(true)], ["1, allowed", "❌ 1"]);
    });

    it("fits what code hosting takes, and names where the whole is", () => {
        const many = Array.from({ length: 3_000 }, (_, index) => change(`bucket-${index}`));
        const layers = ["a", "b", "c", "d"].map((layer) => ({
            layer,
            what: "changed" as const,
            changes: many.slice(0, 400),
            diagnostics: [],
        }));
        const { comment, whole } = commentOn(
            [{ diff: diff([], { layers }), report: report() }],
            [],
            HEAD,
            "/out/c.full.md",
        );
        assert.ok(comment.length <= 65_536, `${comment.length}`);
        assert.ok(whole !== undefined && whole.length > 65_536);
        assert.match(comment, /<summary><code>a<\/code>: 400 changed<\/summary>/, "as much as fits");
        assert.match(comment, /the whole is in <code>c\.full\.md<\/code>/);
        assert.equal(comment.split("<details>").length, comment.split("</details>").length, "no section is cut");
        assert.equal(commentOn([{ diff: diff(many.slice(0, 3)) }], [], HEAD, "c.full.md").whole, undefined);
    });

    it("lets nothing of the request speak in its own name", () => {
        const hostile = "```\n# Approved by @everyone ![x](https://example.com/x.png) <img src=x>";
        const { comment } = commentOn(
            [
                {
                    diff: diff(
                        [change(hostile, { properties: [{ path: hostile, before: hostile, after: "`````" }] })],
                        {
                            problem: hostile,
                            losses: [
                                { ...change(hostile, { what: "deleted" }), loses: "the objects", reason: hostile },
                            ],
                            settings: [{ path: hostile, after: hostile }],
                        },
                    ),
                },
            ],
            [],
            HEAD,
            "c.full.md",
        );
        let fence: string | undefined;
        for (const line of comment.split("\n")) {
            const run = /^(`{3,})/.exec(line)?.[1];
            if (fence === undefined) {
                assert.ok(!/@everyone|!\[x\]|<img/.test(line), line);
                fence = run;
            } else if (line === fence) fence = undefined;
        }
        assert.equal(fence, undefined);
        assert.match(comment, /@everyone/);
    });
});
