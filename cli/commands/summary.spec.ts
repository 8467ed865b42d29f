import assert from "node:assert/strict";
import { EXIT } from "../errors";
import type { LayerReport, RunReport } from "../driver/report";
import { exitCodeFor } from "./execute";
import { summarize } from "./summary";

function layer(name: string, change: Partial<LayerReport> = {}): LayerReport {
    const nothing = {
        changes: {},
        diagnostics: [],
        violations: [],
        remediations: [],
        placeholders: [],
        takesAway: [],
        recorded: [],
        locked: false,
    };
    return { layer: name, status: "done", seconds: 1.5, ...nothing, ...change };
}

function run(status: RunReport["status"], ...layers: LayerReport[]): RunReport {
    return { environment: "dev", verb: "up", status, seconds: 3, layers };
}

describe("summarize", () => {
    it("gives one line for each layer", () => {
        const report = run(
            "ok",
            layer("base", { changes: { create: 2, same: 3 } }),
            layer("data", { changes: { same: 4 } }),
            layer("old", { status: "absent" }),
        );
        assert.equal(
            summarize(report, false),
            ["base  create 2 (1.5 s)", "data  no changes (1.5 s)", "old   not deployed", "up dev: ok in 3 s"].join(
                "\n",
            ),
        );
    });

    it("says which layers a person has to run", () => {
        const report = { ...run("ok", layer("base", {})), leftOut: ["delivery"] };
        assert.match(
            summarize(report, false),
            /\ndelivery: left out, it is a person's to run: platform up dev --layer delivery\nup dev: ok/,
        );
    });

    it("prints what the engine and the policies said, and who was stopped by it", () => {
        const report = run(
            "failed",
            layer("base", {
                status: "failed",
                diagnostics: [{ severity: "error", resource: "aws:s3/bucket:Bucket b", message: "no\nway" }],
                violations: [
                    {
                        policy: "s3-encrypted",
                        level: "mandatory",
                        resource: "aws:s3/bucket:Bucket b",
                        message: "Encrypt it.",
                    },
                ],
            }),
            layer("data", { status: "skipped", because: "base" }),
        );
        const text = summarize(report, true);
        assert.match(text, /\[error\] base: aws:s3\/bucket:Bucket b\n {4}no\n {4}way/);
        assert.match(text, /\[mandatory\] base: s3-encrypted: aws:s3\/bucket:Bucket b\n {4}Encrypt it\./);
        assert.match(text, /data {2}not started, because 'base' failed/);
        assert.match(text, /rehearse dev: failed/);
    });

    it("prints what an update would take away from deployed layers, and what to do", () => {
        const taken = { value: "data.lake", resource: "aws:s3/bucket:Bucket lake", readers: ["compute"] };
        const text = summarize(run("ok", layer("data", { takesAway: [{ ...taken, how: "removed" }] })), false);
        assert.match(text, /Bucket lake is removed: data\.lake, read by compute\n[\s\S]*'aliases'[\s\S]*\n\ndata/);
    });

    it("prints what policies have put right", () => {
        const remediation = {
            policy: "lambda-tracing-active",
            resource: "aws:lambda/function:Function f",
            changed: { tracingConfig: { mode: "Active" } },
        };
        const text = summarize(run("ok", layer("base", { remediations: [remediation] })), false);
        assert.match(
            text,
            /\[remediated\] base: lambda-tracing-active: aws:lambda\/function:Function f\n {4}tracingConfig is now \{"mode":"Active"\}/,
        );
    });

    it("prints undecided findings, and leaves exempted ones to the summary of the pack", () => {
        const finding = { policy: "p", level: "advisory", resource: "r" };
        const violations = [
            { ...finding, message: "Exempted [x]: …" },
            { ...finding, message: "Undecided [y]: …" },
        ];
        const text = summarize(run("ok", layer("base", { violations })), false);
        assert.match(text, /Undecided \[y\]/);
        assert.doesNotMatch(text, /Exempted \[x\]/);
    });

    it("names what the embedded environment only records", () => {
        const recorded = ["aws:dax/cluster:Cluster", "aws:ecs/service:Service"];
        const text = summarize(run("ok", layer("data", { recorded }), layer("base")), false);
        assert.match(
            text,
            /Only recorded, .*'platform doctor' .*:\n {2}data: aws:dax\/cluster:Cluster, aws:ecs\/service:Service\n/,
        );
        assert.doesNotMatch(summarize(run("ok", layer("base")), false), /recorded/);
    });

    it("names every placeholder", () => {
        const text = summarize(run("ok", layer("data", { placeholders: ["base.keys", "base.network"] })), false);
        assert.match(text, /Placeholders stood in .*\n {2}data: base.keys, base.network/);
    });
});

describe("exitCodeFor", () => {
    it("is 0, 1, 3 or 130", () => {
        assert.equal(exitCodeFor(run("ok", layer("base"))), EXIT.ok);
        assert.equal(exitCodeFor(run("failed", layer("base", { status: "failed" }))), EXIT.failed);
        assert.equal(exitCodeFor(run("failed", layer("base", { status: "failed", locked: true }))), EXIT.locked);
        assert.equal(exitCodeFor(run("interrupted", layer("base", { status: "interrupted" }))), EXIT.interrupted);
    });
});
