import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { requirePermission, type Permissions } from "./workflow";

/** What the `gh` of the machine knows of GitHub, and what it was asked for. */
export interface Hosting {
    readonly pulls: Pull[];
    /** Labels of the repository. */
    readonly known: string[];
    readonly issues: { number: number; login: string; title: string; body: string; state: "open" | "closed" }[];
    /** On issues and requests. */
    readonly comments: { id: number; number: number; login: string; body: string }[];
}

interface Pull {
    readonly number: number;
    readonly head: Head;
    /** The branch that it is to be merged into. @default main */
    readonly base?: string;
    readonly labels: string[];
    readonly updatedAt: string;
    /** @default - it is open */
    readonly state?: "OPEN" | "CLOSED" | "MERGED";
}

interface Head {
    readonly sha: string;
    readonly ref: string;
    readonly repo: { readonly full_name: string };
}

/** What the scripts may do with it. A call that is not known fails. */
const COMMANDS: Readonly<Record<string, (hosting: Hosting, call: Call) => unknown>> = {
    "issue list": ({ issues }, { option, may }) => {
        may("issues", "read");
        return issues.filter(({ state, login }) => state === "open" && login === `${option("app")}[bot]`);
    },
    "issue create": ({ issues, pulls }, { option, may }) => {
        may("issues", "write");
        const number = issues.length + pulls.length + 1;
        issues.push({ number, login: BOT, title: option("title"), body: bodyOf(option), state: "open" });
    },
    "issue edit": ({ issues }, { number, option, may }) => {
        may("issues", "write");
        issueOf(issues, number).body = bodyOf(option);
    },
    "issue close": ({ issues, comments }, { number, option, may }) => {
        may("issues", "write");
        issueOf(issues, number).state = "closed";
        comments.push({ id: comments.length + 1, number, login: BOT, body: option("comment") });
    },
    "label create": (hosting, { subject, option, may }) => {
        may("pull-requests", "write");
        if (option("force") === "") throw new Error(`label with name "${subject}" already exists`);
        hosting.known.push(subject);
    },
    "pr view": ({ pulls }, { number, repository, may }) => {
        may("pull-requests", "read");
        return asListed(pullOf(pulls, number), repository);
    },
    "pr list": ({ pulls }, { repository, option, may }) => {
        may("pull-requests", "read");
        if (option("state") !== "all") throw new Error("pr list is known with --state all only.");
        const any = /^label:([\w,-]+)$/.exec(option("search"))?.[1].split(",") ?? [];
        const found = pulls.filter(({ labels }) => labels.some((label) => any.includes(label)));
        return found.map((pull) => asListed(pull, repository));
    },
    "pr edit": ({ pulls, known }, { number, option, may }) => {
        may("pull-requests", "write");
        const { labels } = pullOf(pulls, number);
        const [added, removed] = [option("add-label"), option("remove-label")];
        const unknown = [added, removed].find((label) => label !== "" && !known.includes(label));
        if (unknown !== undefined) throw new Error(`'${unknown}' not found`);
        if (labels.includes(removed)) labels.splice(labels.indexOf(removed), 1);
        if (added !== "" && !labels.includes(added)) labels.push(added);
    },
    "pr comment": ({ comments }, { number, option, may }) => {
        may("pull-requests", "write");
        comments.push({ id: comments.length + 1, number, login: BOT, body: option("body") });
    },
    "GET pulls": ({ pulls }, { may }) => {
        may("pull-requests", "read");
        return pulls.map(({ number, head, base = "main" }) => ({ number, head, base: { ref: base } }));
    },
    "GET issues/comments": ({ comments }, { number, may }) => {
        may("pull-requests", "read");
        const of = comments.filter((each) => each.number === number);
        return of.map(({ id, login, body }) => ({ id, user: { login }, body }));
    },
    "POST issues/comments": ({ comments }, { number, option, may }) => {
        may("pull-requests", "write");
        comments.push({ id: comments.length + 1, number, login: BOT, body: fieldOf(option("field"), "body") });
    },
    "PATCH issues/comments": ({ comments }, { number: id, option, may }) => {
        may("pull-requests", "write");
        comments.find((each) => each.id === id)!.body = fieldOf(option("field"), "body");
    },
};

/** Who writes with a job's token. */
export const BOT = "github-actions[bot]";

interface Call {
    readonly number: number;
    /** What the command is about, by its name. */
    readonly subject: string;
    readonly repository: string;
    readonly option: (name: string) => string;
    readonly may: (what: string, access: "read" | "write") => void;
}

function main(args: readonly string[], env: NodeJS.ProcessEnv): void {
    const strings = ["state", "search", "json", "jq", "title", "body", "body-file", "comment", "label", "limit"];
    const more = ["app", "add-label", "remove-label", "method", "field", "color", "description"];
    const { values, positionals } = parseArgs({
        args: [...args],
        allowPositionals: true,
        options: {
            ...Object.fromEntries([...strings, ...more].map((name) => [name, { type: "string" as const }])),
            ...{ paginate: { type: "boolean" }, silent: { type: "boolean" }, force: { type: "boolean" } },
        },
    });
    const option = (name: string) => String((values as Record<string, string | boolean | undefined>)[name] ?? "");
    if (!env.GH_TOKEN)
        throw new Error("To use GitHub CLI in a GitHub Actions workflow, set the GH_TOKEN environment variable.");
    const [command, subject, number = ""] = positionals;
    const path = subject.split("?")[0].replace(`repos/${env.GITHUB_REPOSITORY}/`, "");
    const name =
        command === "api" ? `${option("method") || "GET"} ${path.replace(/\/\d+/, "")}` : `${command} ${subject}`;
    if (command !== "api" && env.GH_REPO !== env.GITHUB_REPOSITORY)
        throw new Error("GH_REPO does not name the repository.");
    const act = COMMANDS[name];
    if (act === undefined) throw new Error(`tools/workflows/gh.ts does not know '${name}'.`);
    const file = env.FAKE_HOSTING!;
    const hosting = JSON.parse(readFileSync(file, "utf8")) as Hosting;
    const permissions = JSON.parse(env.FAKE_PERMISSIONS!) as Permissions;
    const may: Call["may"] = (what, access) => requirePermission(permissions, what, access);
    const answer = act(hosting, {
        number: Number(number || /\d+/.exec(path)?.[0]),
        subject: number,
        repository: env.GITHUB_REPOSITORY!,
        option,
        may,
    });
    writeFileSync(file, JSON.stringify(hosting));
    const filter = option("jq");
    if (filter !== "" && answer !== undefined)
        process.stdout.write(
            execFileSync(env.FAKE_JQ!, ["--raw-output", "--compact-output", filter], { input: JSON.stringify(answer) }),
        );
}

function pullOf(pulls: readonly Pull[], number: number): Pull {
    return pulls.find((each) => each.number === number)!;
}

function asListed({ number, updatedAt, head, labels, state = "OPEN" }: Pull, repository: string) {
    return {
        ...{ number, updatedAt, state, headRefOid: head.sha, labels: labels.map((name) => ({ name })) },
        isCrossRepository: head.repo.full_name !== repository,
    };
}

function issueOf(issues: Hosting["issues"], number: number) {
    return issues.find((each) => each.number === number)!;
}

function bodyOf(option: Call["option"]): string {
    return readFileSync(option("body-file"), "utf8");
}

/** A field's value, which is in a file. */
function fieldOf(field: string, name: string): string {
    if (!field.startsWith(`${name}=@`)) throw new Error(`A field '${name}=@file' is expected, not '${field}'.`);
    return readFileSync(field.slice(name.length + 2), "utf8");
}

if (require.main === module) {
    try {
        main(process.argv.slice(2), process.env);
    } catch (error) {
        console.error(`gh: ${(error as Error).message}`);
        process.exitCode = 1;
    }
}
