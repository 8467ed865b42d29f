import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { repositoryRoot } from "../../local/shared/paths";
import manifest from "../../policies/package.json";
import { check } from "../../policies/check/check";
import { asSarif } from "../../policies/check/formats/sarif";
import { profileOf } from "../../policies/check/profiles";
import { readState } from "../../policies/check/state";
import { exemptions } from "../../policies/exemptions";
import { rules } from "../../policies/rules";
import { accessChanges } from "../access/compared";
import { costOf } from "../cost/cost";
import { commentOn, type Judged } from "../diff/comment";
import { loadBlueprint } from "../driver/blueprint";
import { environmentsIn, environmentsOf } from "../driver/config";
import { LOCAL } from "../driver/places";
import { readPolicyConfig } from "../driver/policyConfig";
import { Revision } from "../driver/revision";
import { requireFolder } from "../driver/space";
import { EXIT, UsageError } from "../errors";
import { differences, interruptible, tellOfTree, type Differences } from "./differences";

/** Options of `pull-request`. */
export interface PullRequestCommand {
    readonly against: string;
    readonly out: string;
    readonly environments?: readonly string[];
    readonly json?: boolean;
}

/** Writes the comment, and the findings of each environment beside it. */
export async function runPullRequest({ against, out, environments, json }: PullRequestCommand): Promise<void> {
    const revision = Revision.of(repositoryRoot, against);
    const there = environmentsOf(repositoryRoot);
    const names = environments ?? there.filter((name) => name !== LOCAL);
    if (names.length === 0) throw new UsageError("There is no environment but 'local'. Name one with --environments.");
    // What is wrong with one is said before minutes are spent on the others.
    names.forEach((name) => loadBlueprint(name));
    const file = resolve(out);
    requireFolder(dirname(file), "--out names a file in");
    const base = file.slice(0, -".md".length);
    tellOfTree(revision);
    const judged = await interruptible(async (signal) => {
        const found: Judged[] = [];
        for (const name of names) {
            if (signal.aborted) break;
            found.push(judge(await differences(name, revision, signal)));
        }
        return found;
    });
    if (judged === undefined) return;
    const gone = environmentsIn(revision.files).filter((name) => !there.includes(name));
    const { comment, whole } = commentOn(judged, gone, revision.head, `${base}.full.md`);
    writeFileSync(file, comment);
    rmSync(`${base}.full.md`, { force: true });
    if (whole !== undefined) writeFileSync(`${base}.full.md`, whole);
    // Also of environments that are not compared any more.
    for (const name of readdirSync(dirname(file)))
        if (name.startsWith(`${basename(base)}.`) && name.endsWith(".sarif")) rmSync(join(dirname(file), name));
    for (const { diff, report } of judged) {
        const findings = `${base}.${diff.environment}.sarif`;
        if (report !== undefined) writeFileSync(findings, asSarif(report, rules, manifest.version, diff.environment));
    }
    if (json === true) console.log(JSON.stringify(judged, null, 4));
    else console.log(`The comment is in ${out}.`);
    if (gone.length > 0 || judged.some(({ diff, report }) => diff.failed || report?.failed === true))
        process.exitCode = EXIT.failed;
}

/** What the policies say of an environment, and what it costs, before and after. */
function judge({ diff, comparison }: Differences): Judged {
    const { base, head, problem, blueprint, report } = comparison;
    const { name, config } = blueprint.environment;
    // Of an environment that did not come up whole the rules would miss what only did not come.
    if (report.status !== "ok") return { diff };
    const states = [...head].map(([layer, text]) => readState(text, `The state of '${layer}'`));
    const profile = profileOf(repositoryRoot, name);
    const settings = profile === undefined ? {} : readPolicyConfig(profile);
    const region = config.aws.region;
    return {
        diff,
        report: check(states, { rules, exemptions, config: settings }),
        // Against nothing everybody would only gain.
        access: problem === undefined && base.size > 0 ? accessChanges(base, head) : undefined,
        cost: { before: base.size === 0 ? undefined : costOf(base, region), after: costOf(head, region) },
    };
}
