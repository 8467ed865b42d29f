import assert from "node:assert/strict";
import { join } from "node:path";
import { Expressions } from "./expressions";
import { BOT, type Hosting } from "./gh";
import { TestMachine } from "./machine";
import type { JobResult } from "./jobRun";
import { Runner, type Event } from "./runner";
import { readWorkflow } from "./workflow";
import { RepositoryCopy } from "../../cli/testing/copy";
import { freePort } from "../../local/emulator/ports";
import { repositoryRoot } from "../../local/shared/paths";
import { buildsOnEarlier } from "../../local/shared/testing/buildsOnEarlier";

const LAYER = "stacks/integration/layer.ts";
const MARK = "<!-- platform pull-request -->";
const NUMBER = 7;

describe("the workflows, step by step", function () {
    this.timeout(600_000);
    buildsOnEarlier();
    let copy: RepositoryCopy;
    let machine: TestMachine;
    let runner: Runner;
    let [earlier, main, head, merge, broken, ahead] = ["", "", "", "", "", ""];

    const run = (workflow: string, event: Event, only: Readonly<Record<string, unknown>> = { environment: "dev" }) =>
        runner.run(readWorkflow(join(repositoryRoot, ".github", "workflows", `${workflow}.yml`)), event, only);
    const results = (jobs: Readonly<Record<string, JobResult>>) =>
        Object.fromEntries(Object.entries(jobs).map(([name, { result }]) => [name, result]));
    const expect = (jobs: Readonly<Record<string, JobResult>>, expected: Readonly<Record<string, string>>) =>
        assert.deepEqual(results(jobs), expected, Object.values(jobs).map(({ log }) => log).join("")); // prettier-ignore
    const pushed = (sha: string): Event => ({ name: "push", payload: {}, github: { sha, ref: "refs/heads/main" } });
    const headOf = (repository: string) => ({ sha: head, ref: "request", repo: { full_name: repository } });
    const request = (action: string, labels: readonly string[] = [], more: object = {}): Event => ({
        name: "pull_request",
        payload: {
            ...{ action, number: NUMBER, ...more },
            pull_request: {
                ...{ number: NUMBER, state: action === "closed" ? "closed" : "open" },
                labels: labels.map((name) => ({ name })),
                head: headOf(machine.repository),
            },
        },
        github: { sha: merge, ref: `refs/pull/${NUMBER}/merge`, head_ref: "request", base_ref: "main" },
    });
    const scheduled = (sha = main): Event => ({
        name: "schedule",
        payload: {},
        github: { sha, ref: "refs/heads/main" },
    });

    before(async () => {
        copy = RepositoryCopy.make();
        earlier = copy.commit("what was merged earlier");
        main = copy.commit("what is merged");
        copy.git("branch", "--move", "main");
        const change = (branch: string, edit: () => void) => {
            copy.git("checkout", "--quiet", "-b", branch, main);
            edit();
            return copy.commit(branch);
        };
        broken = change("broken", () =>
            copy.edit("stacks/monitoring/layer.ts", (text) =>
                text.replace("return {", 'throw new Error("half done");\n    return {'),
            ),
        );
        head = change("request", () =>
            copy.edit(LAYER, (text) =>
                text
                    .replace(/ *\{ method: "GET", path: "\/orders\/\{orderId\}", function: readOrder \},\n/, "")
                    .replace(/( *)readOrder\.link\(.*orders.*\n/, '$&$1orders.grant(readOrder, "scan");\n'),
            ),
        );
        ahead = change("ahead", () =>
            copy.edit("stacks/streaming/layer.ts", (text) =>
                text.replace("return {", 'throw new Error("half done");\n    return {'),
            ),
        );
        copy.git("checkout", "--quiet", "main");
        copy.git("merge", "--quiet", "--no-ff", "--message", "merge", head);
        merge = copy.git("rev-parse", "HEAD").trim();
        copy.git("update-ref", `refs/pull/${NUMBER}/merge`, merge);
        copy.git("reset", "--quiet", "--hard", main);
        machine = await TestMachine.make(copy.root, {
            PLATFORM_DIRECTORY: join(copy.root, ".platform", "workflows"),
            PLATFORM_LOCAL_PORT: String(await freePort()),
        });
        runner = new Runner(machine, await Expressions.load());
        // AWS answers also before anything is deployed; the emulator has to be started.
        const { code, stderr } = await copy.platform(["local", "start"], { env: machine.env });
        assert.equal(code, 0, stderr);
    });
    beforeEach(() => machine.forget());
    after(async () => {
        await copy.platform(["stop", "--force"], { env: machine.env });
        machine.remove();
        copy.remove();
    });

    it("deploy to dev, send an order through it, and then to prod", () => {
        expect(run("deploy", pushed(main)), { dev: "success", prod: "success" });
        assert.deepEqual(machine.onAws, ["history dev", "up dev", "trail dev", "history prod", "up prod"]);
    });

    it("leave prod alone when dev fails, and say what runs now", () => {
        const jobs = run("deploy", pushed(broken));
        expect(jobs, { dev: "failure", prod: "skipped" });
        assert.deepEqual(machine.onAws, ["history dev", "up dev", "history dev"]);
        assert.match(jobs.dev.summary, /What runs in dev now:\n```\n(.*\n)*.*monitoring/);
    });

    it("take back nothing that is newer, and deploy no other branch", () => {
        const jobs = run("deploy", pushed(earlier));
        expect(jobs, { dev: "failure", prod: "skipped" });
        assert.deepEqual(machine.onAws, ["history dev", "history dev"]);
        assert.match(jobs.dev.log, new RegExp(`::error::dev is at ${main}, which is no part of ${earlier}\\.`));
        const dispatched: Event = {
            name: "workflow_dispatch",
            payload: {},
            github: { sha: head, ref: "refs/heads/request" },
        };
        expect(run("deploy", dispatched), { dev: "skipped", prod: "skipped" });
    });

    it("test a request, preview it, and hand on what a merge does", () => {
        const jobs = run("pull-request", request("synchronize"));
        expect(jobs, { test: "success", comment: "success", preview: "success" });
        assert.match(jobs.test.log, /The tests ran\./);
        assert.match(jobs.preview.summary, /^integration +create 1, delete 1/m);
        assert.deepEqual(machine.onAws, ["preview dev"]);
    });

    it("post what was handed on, and put it in the same place the next time", () => {
        const completed = (id: number): Event => ({
            name: "workflow_run",
            payload: {
                workflow_run: {
                    ...{
                        id,
                        html_url: `https://example.com/runs/${id}`,
                        event: "pull_request",
                        head_sha: head,
                        head_branch: "request",
                    },
                    head_repository: { full_name: machine.repository },
                },
            },
            github: { sha: main, ref: "refs/heads/main" },
        });
        const found = completed(runner.runs);
        const pull = (number: number, repository: string) => ({
            ...{ number, head: headOf(repository), labels: [], updatedAt: "2026-01-01T00:00:00Z" },
        });
        const pulls = [
            pull(5, "fork/serverless-platform"),
            { ...pull(6, machine.repository), base: "release" },
            pull(NUMBER, machine.repository),
        ];
        const foreign = { id: 1, number: NUMBER, login: "somebody", body: `${MARK}\nI write the same.` };
        machine.forget({ pulls, comments: [foreign] });
        expect(run("comment", found), { comment: "success" });
        const { comments } = machine.hosting;
        assert.deepEqual(
            comments.map(({ login }) => login),
            ["somebody", BOT],
        );
        assert.ok(comments[1].body.startsWith(`${MARK}\n`), comments[1].body);
        assert.match(comments[1].body, /read-order/);
        const stale = { ...comments[1], body: `${MARK}\nearlier` };
        machine.forget({ pulls, comments: [foreign, stale] });
        expect(run("comment", found), { comment: "success" });
        assert.deepEqual(machine.hosting.comments, comments);
        // A run that found nothing has no artifact.
        expect(run("comment", completed(1_000)), { comment: "success" });
        const body = `${MARK}\n\`${head}\` could not be compared, see [the run](https://example.com/runs/1000).\n`;
        assert.deepEqual(machine.hosting.comments, [foreign, { ...comments[1], body }]);
    });

    it("judge what is merged, and hand it to code scanning", () => {
        const jobs = run("findings", pushed(main));
        expect(jobs, { find: "success", show: "success" });
        assert.match(jobs.show.log, /upload-sarif@\w+\n$/, "it has found what to upload");
    });

    it("open an issue for what differs from the program, follow it, and close it", async () => {
        const keep = async (seconds: number) => {
            const program = `
                const { SQS } = require("@aws-sdk/client-sqs");
                const [sqs, seconds] = [new SQS({}), "${seconds}"];
                sqs.listQueues({ QueueNamePrefix: "failures" }).then(({ QueueUrls: [QueueUrl] }) =>
                    sqs.setQueueAttributes({ QueueUrl, Attributes: { MessageRetentionPeriod: seconds } }));`;
            const options = { env: machine.env };
            const { code, stderr } = await copy.platform(["local", "exec", "--", "node", "--eval", program], options);
            assert.equal(code, 0, stderr);
        };
        const foreign = { number: 1, login: "somebody", title: "Drift in dev", body: "mine", state: "open" } as const;
        const drift = () => {
            // What is merged and waits for its approval is no drift.
            expect(run("drift", scheduled(ahead)), { drift: "success" });
            const [first, ...others] = machine.hosting.issues;
            assert.deepEqual(first, foreign);
            return others;
        };
        machine.forget({ issues: [foreign] });
        await keep(60);
        const [opened, ...others] = drift();
        assert.deepEqual(others, []);
        assert.deepEqual([opened.title, opened.state], ["Drift in dev", "open"]);
        assert.match(opened.body, /messageRetentionSeconds.*60/);
        await keep(120);
        const followed = drift();
        assert.deepEqual(followed, [{ ...opened, body: opened.body.replace("60", "120") }]);
        await keep(1_209_600);
        assert.deepEqual(drift(), [{ ...followed[0], state: "closed" }]);
        assert.match(machine.hosting.comments[0].body, /is what the program says again/);
    });

    const pull = (number: number, days: number, labels: string[], more: Partial<Hosting["pulls"][number]> = {}) => ({
        ...{ number, head: headOf(machine.repository), labels },
        updatedAt: new Date(Date.now() - days * 86_400_000).toISOString(),
        ...more,
    });
    const labelsOf = () => machine.hosting.pulls.map(({ labels }) => labels);
    const [CLOSED, REMAINS] = [{ state: "CLOSED" } as const, "environment-remains"];

    it("make an environment for a request with the label, and take it down with the request", () => {
        const nothing = { up: "skipped", find: "skipped", down: "skipped" };
        expect(run("ephemeral", request("synchronize")), nothing);
        const jobs = run("ephemeral", request("labeled", ["environment"], { label: { name: "environment" } }));
        expect(jobs, { ...nothing, up: "success" });
        assert.deepEqual(machine.onAws, [`up pr-${NUMBER}`, `outputs pr-${NUMBER}`]);
        assert.match(jobs.up.summary, /What runs in pr-7 now:\n```\n(.*\n)*.*api/);
        machine.forget({ pulls: [pull(NUMBER, 0, ["environment"], CLOSED), pull(8, 0, ["environment"], CLOSED)] });
        const gone = { up: "skipped", find: "success", down: "success" };
        expect(run("ephemeral", request("closed", ["environment"])), gone);
        assert.deepEqual(machine.onAws, [`destroy pr-${NUMBER}`]);
        assert.deepEqual(labelsOf(), [[], ["environment"]]);
        assert.deepEqual(machine.hosting.comments, []);
    });

    it("leave a request alone that has the label again when its removal is looked at", () => {
        machine.forget({ pulls: [pull(NUMBER, 0, ["environment"])] });
        const unlabelled = request("unlabeled", [], { label: { name: "environment" } });
        expect(run("ephemeral", unlabelled), { up: "skipped", find: "success", down: "skipped" });
        assert.deepEqual(labelsOf(), [["environment"]]);
    });

    it("say what remains of an environment that does not go, and try again each hour, whatever else is stuck", () => {
        const stuck = pull(NUMBER, 0, ["x"], { head: { ...headOf(machine.repository), sha: "0".repeat(40) } });
        const stays = { up: "skipped", find: "success", down: "failure" };
        machine.forget({ pulls: [stuck] });
        const jobs = run("ephemeral", request("unlabeled", ["x"], { label: { name: "environment" } }));
        expect(jobs, stays);
        assert.match(jobs.down.summary, /What remains of pr-7:/);
        assert.deepEqual(labelsOf(), [["x", REMAINS]]);
        const said = machine.hosting.comments.map(({ body }) => body);
        assert.match(
            said.join(),
            /^The environment pr-7 is to go, and something of it remains: https:.*\/actions\/runs\/\d+ says/,
        );
        const pulls = [...machine.hosting.pulls, pull(8, 0, [REMAINS], CLOSED), pull(9, 0, ["environment", REMAINS])];
        machine.forget({ ...machine.hosting, pulls });
        expect(run("ephemeral", scheduled()), stays);
        assert.deepEqual(machine.onAws, ["destroy pr-8"]);
        assert.deepEqual(labelsOf(), [["x", REMAINS], [], ["environment", REMAINS]]);
        assert.deepEqual(
            machine.hosting.comments.map(({ body }) => body),
            said,
            "it is said once",
        );
        const mended = machine.hosting.pulls.map((each) => ({ ...each, head: headOf(machine.repository) }));
        machine.forget({ ...machine.hosting, pulls: mended });
        expect(run("ephemeral", scheduled()), { ...stays, down: "success" });
        assert.deepEqual(machine.onAws, [`destroy pr-${NUMBER}`]);
        assert.deepEqual(labelsOf(), [["x"], [], ["environment", REMAINS]]);
    });

    it("look for no drift where nothing is deployed, and say so", () => {
        const jobs = run("drift", scheduled());
        expect(jobs, { drift: "success" });
        assert.equal(jobs.drift.summary, "dev is not deployed.\n");
        assert.deepEqual(machine.onAws, ["history dev"]);
    });

    it("take an environment down when nobody has changed its request for three days, and no other", () => {
        const fork = { head: headOf("fork/x") };
        const [young, foreign] = [pull(8, 2.9, ["environment"]), pull(10, 9, ["environment"], fork)];
        machine.forget({ pulls: [young, pull(NUMBER, 3.1, ["environment", "x"]), pull(9, 9, []), foreign] });
        const jobs = run("ephemeral", scheduled());
        expect(jobs, { up: "skipped", find: "success", down: "success" });
        assert.deepEqual(machine.onAws, [`destroy pr-${NUMBER}`]);
        assert.deepEqual(labelsOf(), [["environment"], ["x"], [], ["environment"]]);
        assert.match(machine.hosting.comments.map(({ body }) => body).join(), /^The environment pr-7 is gone/);
        machine.forget({ pulls: [young] });
        expect(run("ephemeral", scheduled()), { up: "skipped", find: "success", down: "skipped" });
    });
});
