import { isDeepStrictEqual } from "node:util";
import type { EngineEvent, StepEventMetadata } from "@pulumi/pulumi/automation";

/** Type of the resource that stands for the stack itself. */
export const STACK_TYPE = "pulumi:pulumi:Stack";

/**
 * What is said after the engine has refused one of the program's resources and told why: the SDK rejects the resource's
 * promises with nothing, fails on that, and the engine reports the program's end.
 */
const AFTERMATH =
    /^Running program [^\n]*unhandled exception:\s+TypeError: Cannot read properties of undefined \(reading 'name'\)|^an unhandled error occurred: Program exited|^BAIL: run bailed$/;

/** Something that the engine said about a resource or the program. */
export interface Diagnostic {
    readonly severity: "error" | "warning";
    /** Type and name, or empty for the program itself. */
    readonly resource: string;
    readonly message: string;
}

/** A policy that a resource or the stack does not meet. */
export interface Violation {
    readonly policy: string;
    readonly level: string;
    readonly resource: string;
    readonly message: string;
}

/** What a policy has put right before the resource was judged any further. */
export interface Remediation {
    readonly policy: string;
    readonly resource: string;
    /** The arguments that it changed, each with the value that the policy gave it: a setting, never anything secret. */
    readonly changed: Readonly<Record<string, unknown>>;
}

/** The Automation API's types do not know this event of the engine yet. */
interface RemediationEvent {
    readonly policyRemediationEvent?: {
        readonly resourceUrn?: string;
        readonly policyName: string;
        readonly before?: Readonly<Record<string, unknown>>;
        readonly after?: Readonly<Record<string, unknown>>;
    };
}

/** What the events of one operation add up to. */
export class OperationLog {
    private readonly said: Diagnostic[] = [];
    readonly violations: Violation[] = [];
    readonly remediations: Remediation[] = [];
    /** Operations that failed, each with its resource. */
    readonly failed: { readonly op: string; readonly resource: string }[] = [];
    /** Types of the resources that exist when the operation succeeds. */
    readonly types = new Set<string>();
    /** Number of resources by operation: `create`, `update`, `delete`, `same`, … */
    changes: Readonly<Record<string, number>> = {};
    /** Stack outputs; secret ones as `[secret]`. */
    outputs: Readonly<Record<string, unknown>> | undefined;

    get diagnostics(): Diagnostic[] {
        const causes = this.said.filter(({ message }) => !AFTERMATH.test(message));
        return causes.some(({ severity }) => severity === "error") ? causes : this.said;
    }

    /** @returns what is being done now, when the event says so */
    add(event: EngineEvent & RemediationEvent): string | undefined {
        const { diagnosticEvent, policyEvent, policyRemediationEvent } = event;
        const { summaryEvent, resOutputsEvent, resOpFailedEvent, resourcePreEvent } = event;
        if (diagnosticEvent !== undefined) this.addDiagnostic(diagnosticEvent);
        if (policyEvent !== undefined) {
            this.violations.push({
                policy: policyEvent.policyName,
                level: policyEvent.enforcementLevel,
                resource: describeUrn(policyEvent.resourceUrn),
                message: plain(policyEvent.message),
            });
        }
        if (policyRemediationEvent !== undefined) {
            const { policyName, resourceUrn, before = {}, after = {} } = policyRemediationEvent;
            const changed = Object.entries(after).filter(([name, value]) => !isDeepStrictEqual(value, before[name]));
            this.remediations.push({
                policy: policyName,
                resource: describeUrn(resourceUrn),
                changed: Object.fromEntries(changed),
            });
        }
        if (summaryEvent !== undefined) this.changes = { ...summaryEvent.resourceChanges };
        if (resOutputsEvent?.metadata.type === STACK_TYPE) this.outputs = resOutputsEvent.metadata.new?.outputs;
        if (resourcePreEvent !== undefined && resourcePreEvent.metadata.op !== "delete")
            this.types.add(resourcePreEvent.metadata.type);
        if (resOpFailedEvent !== undefined) {
            const { op, urn } = resOpFailedEvent.metadata;
            this.failed.push({ op, resource: describeUrn(urn) });
            return `${describe(resOpFailedEvent.metadata)} failed`;
        }
        return resourcePreEvent === undefined || resourcePreEvent.metadata.op === "same"
            ? undefined
            : describe(resourcePreEvent.metadata);
    }

    private addDiagnostic({ severity, ephemeral, urn, message }: NonNullable<EngineEvent["diagnosticEvent"]>): void {
        if (ephemeral === true || (severity !== "error" && severity !== "warning")) return;
        this.said.push({ severity, resource: describeUrn(urn), message: plain(message) });
    }
}

function describe({ op, urn }: StepEventMetadata): string {
    return `${op} ${describeUrn(urn) || "the stack"}`;
}

/** `urn:pulumi:dev::platform-data::aws:s3/bucket:Bucket::lake` → `aws:s3/bucket:Bucket lake`; empty for the stack. */
export function describeUrn(urn: string | undefined): string {
    const [, , chain = "", ...name] = (urn ?? "").split("::");
    const type = chain.slice(chain.lastIndexOf("$") + 1);
    return type === "" || type === STACK_TYPE ? "" : `${type} ${name.join("::")}`;
}

/** Engine messages carry their colours as `<{%reset%}>`. */
function plain(message: string): string {
    return message.replace(/<\{%[^%]*%\}>/g, "").trim();
}
