import { InvalidArgumentError, type Command } from "commander";
import { later } from "../later";
import type * as actions from "./pullRequestActions";

const act = later<typeof actions>(__filename, "./pullRequestActions");

/** Declares `platform pull-request --against REV --out FILE.md`. */
export function declarePullRequest(program: Command): void {
    program
        .command("pull-request")
        .description(
            "write one comment on what a merge would do to all environments, and the policies' findings beside it",
        )
        .requiredOption("--against <revision>", "what to compare the working tree with: a branch, a tag, a commit")
        .requiredOption("--out <file.md>", "the comment; findings go beside it, to <file>.<env>.sarif", markdownFile)
        .option("--environments <names>", "comma-separated (default: all but 'local')", namesIn)
        .option("--json", "print what is in the comment as one JSON document on standard output")
        .addHelpText(
            "after",
            `
For each environment: what changes, what is lost, what the policies say, who may do more or less than before, and what it costs. The same
code gives the same comment, which begins with a mark, so that it can be put in the place of the last one. It fits the 65,536 letters
that code hosting takes; what does not is in <file>.full.md. A loss that is not allowed, a mandatory rule that is violated or a layer that
fails ends with exit code 1, when the comment is written.

Examples:
  $ platform pull-request --against origin/main --out comment.md
  $ platform pull-request --environments dev --against HEAD~1 --out /tmp/comment.md`,
        )
        .action((options: actions.PullRequestCommand) => act().runPullRequest(options));
}

function markdownFile(value: string): string {
    if (!value.endsWith(".md")) throw new InvalidArgumentError("It has to end with '.md'.");
    return value;
}

function namesIn(value: string): string[] {
    const names = value.split(",").map((name) => name.trim());
    if (names.includes("")) throw new InvalidArgumentError("It takes names with commas between them.");
    return [...new Set(names)];
}
