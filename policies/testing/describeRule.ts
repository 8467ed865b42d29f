import assert from "node:assert/strict";
import { unknownCheckingProxy } from "@pulumi/policy";
import { parametersOf } from "../framework/parameters";
import { reading } from "../framework/reading";
import { looksAt, type Rule } from "../framework/rule";
import { run, type Subject } from "./harness";

/** One resource, or several where the rule looks at a stack. */
type Subjects = Subject | readonly Subject[];

/** The cases of a rule, by what they show. Findings are given by their ids. */
export interface RuleCases {
    readonly passes: Readonly<Record<string, Subjects>>;
    readonly violates: Readonly<Record<string, readonly [Subjects, ...string[]]>>;
    /** What a missing property or resource does. */
    readonly missing: readonly [Subjects, ...string[]];
    readonly undecided: Readonly<Record<string, readonly [Subjects, ...string[]]>>;
    /** Must be given for a rule with parameters. */
    readonly configured?: Readonly<Record<string, readonly [config: Record<string, unknown>, Subjects, ...string[]]>>;
}

/** Describes a rule by its cases: each kind of verdict, exemption, configuration, other resources. */
export function describeRule(rule: Rule, { passes, violates, missing, undecided, configured = {} }: RuleCases): void {
    // A rule that has to be asked for is judged as if it were.
    const level = rule.level === "disabled" ? "advisory" : (rule.level ?? "mandatory");
    const judge = (subjects: Subjects, config: Record<string, unknown> = {}) =>
        run({
            rules: [rule],
            subjects: listOf(subjects),
            config: { [rule.id]: { enforcementLevel: level, ...config } },
        });

    describe(rule.id, () => {
        for (const [name, subjects] of Object.entries(passes)) {
            it(`passes ${name}`, () => {
                const { violations, undecided: pending } = judge(subjects);
                assert.deepEqual({ violations, pending }, { violations: [], pending: [] });
            });
        }
        for (const [name, [subjects, ...findings]] of Object.entries({ ...violates, "what is missing": missing })) {
            it(`reports ${name}`, () => {
                const { violations, diagnostics } = judge(subjects);
                assert.deepEqual([...violations].sort(), findings.toSorted());
                const told = diagnostics.filter(
                    ({ policy, message }) => policy === rule.id && !message.startsWith("Undecided"),
                );
                // What has the same cause is told as one.
                assert.equal(told.length > 0, findings.length > 0);
                assert.ok(told.length <= findings.length && told.every((diagnostic) => diagnostic.level === level));
            });
        }
        for (const [name, [subjects, ...findings]] of Object.entries(undecided)) {
            it(`does not decide ${name}`, () => {
                const { violations, undecided: pending, diagnostics } = judge(subjects);
                assert.deepEqual({ violations, pending }, { violations: [], pending: findings });
                assert.ok(diagnostics.every((diagnostic) => diagnostic.level === "advisory"));
            });
        }
        for (const [name, [config, subjects, ...findings]] of Object.entries(configured)) {
            it(`can be configured: ${name}`, () => assert.deepEqual(judge(subjects, config).violations, findings));
        }
        it("has a configured case exactly if it has parameters, and refuses unknown ones", () => {
            assert.equal(Object.keys(configured).length > 0, rule.parameters !== undefined);
            assert.throws(
                () => judge(missing[0], { nonsense: 1 }),
                new RegExp(`'${rule.id}' has no parameter 'nonsense'`),
            );
        });
        it("lets exempted findings stand", () => {
            const [subjects, ...findings] = missing;
            const found = judge(subjects).entries;
            const exemptions = found.map(({ finding, urn }) => ({
                rule: rule.id,
                finding: finding.id,
                resource: urn,
                stacks: ["platform-test/dev"] as [string],
                reason: "The case shows it.",
                owner: "platform",
                ticket: "PLAT-1",
                expires: "2026-12-31",
            }));
            const { violations, exempted, diagnostics } = run({
                rules: [rule],
                subjects: listOf(subjects),
                config: { [rule.id]: { enforcementLevel: level } },
                exemptions,
            });
            assert.deepEqual({ violations, exempted }, { violations: [], exempted: findings });
            assert.ok(diagnostics.every((diagnostic) => diagnostic.level === "advisory"));
        });
        if (rule.remediate !== undefined) {
            it("sets nothing where it passes", () => {
                for (const [name, subjects] of Object.entries(passes)) {
                    for (const subject of listOf(subjects).filter(({ type }) => looksAt(rule, type)))
                        assert.deepEqual(remedied(rule, subject), subject.props, name);
                }
            });
        }
        it("names all types that it asks for", () => {
            const named = new Set(rule.types);
            assert.equal(named.size, rule.types.length, "a type is named twice");
            const all = [passes, violates, { missing }, undecided].flatMap(
                (cases) => Object.values(cases) as unknown[],
            );
            const asked = all.flatMap((given) => [...judge(subjectsIn(given)).asked]);
            assert.deepEqual([...new Set(asked)].filter((type) => !named.has(type)).sort(), []);
        });
        it("says nothing about resources of other types", () => {
            const other = { type: "aws:other/thing:Thing", props: {} };
            assert.deepEqual(run({ rules: [rule], subjects: [other] }).diagnostics, []);
        });
    });
}

/** The properties as a rule's remedy leaves them; it stops at the first one that it cannot read yet. */
function remedied(rule: Rule, { type, name = "subject", props }: Subject): Record<string, unknown> {
    const set = structuredClone(props) as Record<string, unknown>;
    const parameters = parametersOf(rule.id, rule.parameters ?? {}, {});
    reading(() => rule.remediate?.({ type, name, urn: name, props: unknownCheckingProxy(set) as object }, parameters));
    return set;
}

/** The resources of a case, which may come with its findings. */
function subjectsIn(given: unknown): Subjects {
    return (Array.isArray(given) ? given.flat().filter((each) => typeof each === "object") : given) as Subjects;
}

function listOf(subjects: Subjects): readonly Subject[] {
    return Array.isArray(subjects) ? (subjects as readonly Subject[]) : [subjects as Subject];
}
