import { join } from "node:path";
import { installTool, type PythonTool } from "../../local/shared/pythonTool";
import { repositoryRoot } from "../../local/shared/paths";
import type { OnProgress } from "../../local/shared/progress";
import type { Command } from "./measured";

/** Somebody who judges resources, by a command. */
export interface Tool {
    readonly name: string;
    /** Whether it reads states, or Terraform plans made of them. */
    readonly reads: "states" | "plans";
    /** The command that judges some files. */
    command(files: readonly string[]): Command;
    /** The number of verdicts in what the command printed. */
    verdictsIn(printed: string): number;
}

/** This repository's rules, by the command that a user runs. */
export const platform: Tool = {
    name: "platform",
    reads: "states",
    command: (files) => ({
        file: process.execPath,
        args: [
            join(repositoryRoot, "cli", "bin.js"),
            ...["policy", "check", "prod", "--format", "json"],
            ...["--file", ...files],
        ],
    }),
    verdictsIn: (printed) => {
        const { stacks } = JSON.parse(printed) as { stacks: readonly Record<string, number>[] };
        const counts = stacks.flatMap(({ passed, violations, undecided, exempted }) => [
            passed,
            violations,
            undecided,
            exempted,
        ]);
        return counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
    },
};

const checkovPackage: PythonTool = {
    role: "The bench",
    product: "Checkov",
    package: "checkov",
    requirementsFile: join(__dirname, "requirements.txt"),
    expectedSeconds: 90,
};

/** Installs Checkov, once, for itself. It gets all its checks and no network. */
export async function checkov(onProgress: OnProgress): Promise<Tool> {
    const { python, version } = await installTool(checkovPackage, { onProgress });
    const nowhere = "http://127.0.0.1:9";
    return {
        name: `checkov ${version}`,
        reads: "plans",
        command: (files) => ({
            file: python,
            args: [
                ...["-m", "checkov.main", "--framework", "terraform_plan", "--skip-download", "--quiet", "--compact"],
                ...["--output", "json", "--file", ...files],
            ],
            env: { ...process.env, HTTP_PROXY: nowhere, HTTPS_PROXY: nowhere },
        }),
        verdictsIn: (printed) => {
            const { summary } = JSON.parse(printed) as { summary: { passed: number; failed: number } };
            return summary.passed + summary.failed;
        },
    };
}
