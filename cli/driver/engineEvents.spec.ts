import assert from "node:assert/strict";
import { OperationLog } from "./engineEvents";

const urn = "urn:pulumi:dev::platform-data::platform:data:Lake$aws:s3/bucket:Bucket::lake::one";
const stackUrn = "urn:pulumi:dev::platform-data::pulumi:pulumi:Stack::platform-data-dev";
const metadata = (op: string, of: string, type: string) => ({ op, urn: of, type, provider: "" });

function logOf(...events: object[]) {
    const log = new OperationLog();
    const steps = events.map((event, sequence) => log.add({ sequence, timestamp: 0, ...event }));
    return { log, steps };
}

describe("OperationLog", () => {
    it("keeps errors and warnings in plain text, by resource, and nothing that was passing", () => {
        const said = { color: "raw", message: "<{%fg 1%}>no such key<{%reset%}>\n" };
        const { log } = logOf(
            { diagnosticEvent: { ...said, urn, severity: "error" } },
            { diagnosticEvent: { ...said, urn: stackUrn, severity: "warning" } },
            { diagnosticEvent: { ...said, severity: "info" } },
            { diagnosticEvent: { ...said, severity: "error", ephemeral: true } },
        );
        assert.deepEqual(log.diagnostics, [
            { severity: "error", resource: "aws:s3/bucket:Bucket lake::one", message: "no such key" },
            { severity: "warning", resource: "", message: "no such key" },
        ]);
    });

    it("leaves out the SDK's stumbling over a refused resource, unless it is all there is", () => {
        const aftermath = {
            diagnosticEvent: {
                color: "raw",
                severity: "error",
                message:
                    "Running program '/x/index.ts' failed with an unhandled exception:\nTypeError: Cannot read properties of undefined (reading 'name')\n    at",
            },
        };
        const cause = { diagnosticEvent: { color: "raw", urn, severity: "error", message: "no such key" } };
        const messages = (...events: object[]) => logOf(...events).log.diagnostics.map(({ message }) => message);
        assert.deepEqual(messages(aftermath, cause), ["no such key"]);
        assert.equal(messages(aftermath).length, 1);
    });

    it("knows the types of what there is, and not of what is deleted", () => {
        const step = (op: string, type: string) => ({ resourcePreEvent: { metadata: metadata(op, urn, type) } });
        const { log } = logOf(step("same", "a:b:Same"), step("create", "a:b:New"), step("delete", "a:b:Gone"));
        assert.deepEqual([...log.types], ["a:b:Same", "a:b:New"]);
    });

    it("keeps policy violations with their level", () => {
        const { log } = logOf({
            policyEvent: {
                resourceUrn: urn,
                policyName: "s3-encrypted",
                enforcementLevel: "mandatory",
                message: "Encrypt it.",
                color: "raw",
            },
        });
        assert.deepEqual(log.violations, [
            {
                policy: "s3-encrypted",
                level: "mandatory",
                resource: "aws:s3/bucket:Bucket lake::one",
                message: "Encrypt it.",
            },
        ]);
    });

    it("keeps what policies have put right: the arguments that they changed", () => {
        const { log } = logOf({
            policyRemediationEvent: {
                policyName: "bucket-kept",
                resourceUrn: urn,
                before: { bucket: "lake", tags: { owner: "orders" }, versioning: { enabled: false } },
                after: { bucket: "lake", tags: { owner: "orders" }, versioning: { enabled: true } },
            },
        });
        assert.deepEqual(log.remediations, [
            {
                policy: "bucket-kept",
                resource: "aws:s3/bucket:Bucket lake::one",
                changed: { versioning: { enabled: true } },
            },
        ]);
    });

    it("says what is being done, except for what stays the same", () => {
        const { steps } = logOf(
            { resourcePreEvent: { metadata: metadata("create", urn, "aws:s3/bucket:Bucket") } },
            { resourcePreEvent: { metadata: metadata("same", urn, "aws:s3/bucket:Bucket") } },
            { resourcePreEvent: { metadata: metadata("update", stackUrn, "pulumi:pulumi:Stack") } },
            { resOpFailedEvent: { metadata: metadata("create", urn, "aws:s3/bucket:Bucket"), status: 1, steps: 1 } },
        );
        const bucket = "aws:s3/bucket:Bucket lake::one";
        assert.deepEqual(steps, [`create ${bucket}`, undefined, "update the stack", `create ${bucket} failed`]);
    });

    it("takes changes from the summary and outputs from the stack", () => {
        const { log } = logOf(
            {
                resOutputsEvent: {
                    metadata: {
                        ...metadata("create", stackUrn, "pulumi:pulumi:Stack"),
                        new: { outputs: { url: "u" } },
                    },
                },
            },
            { summaryEvent: { resourceChanges: { create: 2, same: 1 } } },
        );
        assert.deepEqual(log.outputs, { url: "u" });
        assert.deepEqual(log.changes, { create: 2, same: 1 });
    });
});
