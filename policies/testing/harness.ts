import type { Exemption } from "../framework/exemption";
import { judgeEnvironment } from "../framework/environment";
import { evaluate, type Diagnostic, type PackConfig, type StateResource } from "../framework/evaluate";
import type { Entry } from "../framework/ledger";
import { createPack } from "../framework/policies";
import type { Rule } from "../framework/rule";
import { StackView } from "../framework/stack";

/** Stands for a value that is not known yet, as the engine sends it to policies during a preview. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9" as never;

/** A resource to be judged. */
export interface Subject {
    readonly type: string;
    /** @default "subject" */
    readonly name?: string;
    readonly props: Readonly<Record<string, unknown>>;
    /** What the provider adds to the inputs. @default - nothing */
    readonly outputs?: Readonly<Record<string, unknown>>;
    /** Names of the resources that a property's value is made of. */
    readonly references?: Readonly<Record<string, readonly string[]>>;
    /** The program only reads it. @default false */
    readonly external?: boolean;
}

/** Makes resources of one type; the properties of each are added to those that all have. */
export function subjectsOf(type: string, common: Subject["props"] = {}) {
    return (props: Subject["props"], more: Omit<Subject, "type" | "props"> = {}): Subject => ({
        type,
        ...more,
        props: { ...common, ...props },
    });
}

/** How the rules are run. */
export interface Run {
    readonly rules: readonly Rule[];
    readonly subjects: readonly Subject[];
    /** Configuration by the rules' ids. */
    readonly config?: PackConfig;
    readonly exemptions?: readonly Exemption[];
    /** @default "2026-01-01" */
    readonly today?: string;
}

/** What came of a run. */
export interface Outcome {
    /** All verdicts but passes. */
    readonly entries: readonly Entry[];
    readonly diagnostics: readonly Diagnostic[];
    /** Ids of the violations that no exemption covers. */
    readonly violations: readonly string[];
    readonly undecided: readonly string[];
    readonly exempted: readonly string[];
    /** Types of the resources that the rules asked the stack or the environment for. */
    readonly asked: ReadonlySet<string>;
}

/** `urn:pulumi:dev::platform-test::<type>::<name>` */
function urnOf({ type, name = "subject" }: Pick<Subject, "type" | "name">): string {
    return `urn:pulumi:dev::platform-test::${type}::${name}`;
}

/** Runs rules over the resources of a stack, which for rules over an environment is all of it. */
export function run({ rules, subjects: given, config = {}, exemptions = [], today = "2026-01-01" }: Run): Outcome {
    const pack = createPack(rules, exemptions, { today, withEnvironment: true });
    const resources = resourcesOf(given);
    const { result: diagnostics, asked } = recordingTypes(() => [
        ...judgeEnvironment(rules, () => pack.ledger, resources, config),
        ...evaluate(pack, resources, config),
    ]);
    const entries = pack.ledger.entries();
    const idsOf = (accept: (entry: Entry) => boolean) => entries.filter(accept).map(({ finding }) => finding.id);
    return {
        entries,
        diagnostics,
        violations: idsOf(({ finding, exemption }) => finding.verdict === "violation" && exemption === undefined),
        undecided: idsOf(({ finding }) => finding.verdict === "undecided"),
        exempted: idsOf(({ exemption }) => exemption !== undefined),
        asked,
    };
}

/** Runs rules as a preview of one stack does, which sees no other. */
export function runStack({ rules, subjects }: Pick<Run, "rules" | "subjects">): Pick<Outcome, "entries"> {
    const pack = createPack(rules, [], { today: "2026-01-01" });
    evaluate(pack, resourcesOf(subjects));
    return { entries: pack.ledger.entries() };
}

/** What a state says of subjects. */
export function resourcesOf(given: readonly Subject[]): readonly StateResource[] {
    const subjects = distinct(given);
    return subjects.map((subject) => stateOf(subject, subjects));
}

/** Gives further resources of a type that have no name one of their own, so that none of them stands for another. */
function distinct(subjects: readonly Subject[]): readonly Subject[] {
    const counts = new Map<string, number>();
    return subjects.map((subject) => {
        if (subject.name !== undefined) return subject;
        const count = (counts.get(subject.type) ?? 0) + 1;
        counts.set(subject.type, count);
        return count === 1 ? subject : { ...subject, name: `subject-${count}` };
    });
}

/** Writes down the types that any view is asked for meanwhile. */
function recordingTypes<T>(act: () => T): { result: T; asked: ReadonlySet<string> } {
    const asked = new Set<string>();
    const original = Object.getOwnPropertyDescriptor(StackView.prototype, "ofType")!;
    const ofType = original.value as StackView["ofType"];
    StackView.prototype.ofType = function (...types) {
        types.forEach((type) => asked.add(type));
        return ofType.call(this, ...types);
    };
    try {
        return { result: act(), asked };
    } finally {
        Object.defineProperty(StackView.prototype, "ofType", original);
    }
}

function stateOf(subject: Subject, all: readonly Subject[]): StateResource {
    const { type, name = "subject", props, outputs, references = {}, external = false } = subject;
    const urnsOf = (names: readonly string[]) =>
        all.filter((other) => names.includes(other.name ?? "subject")).map((other) => urnOf(other));
    return {
        type,
        name,
        urn: urnOf(subject),
        inputs: props,
        outputs: { ...props, ...outputs },
        propertyDependencies: Object.fromEntries(
            Object.entries(references).map(([property, names]) => [property, urnsOf(names)]),
        ),
        external,
    };
}
