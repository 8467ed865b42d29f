import { POLICY_LETTERS } from "../../components/delivery/statements";
import type { ReasonedRole, ReasonedStatement } from "./reasons";

/** The ways to print a role's permissions. */
export const FORMATS = {
    text: asText,
    json: (role: ReasonedRole) => JSON.stringify(role, null, 4),
    markdown: asMarkdown,
};

function asText(reasoned: ReasonedRole): string {
    const policies = reasoned.policies.map(({ name, letters, statements }) =>
        [
            `${reasoned.role}-${name}: ${statements.length} statements, ${letters} of ${POLICY_LETTERS} letters`,
            ...statements.flatMap((statement) => [
                "",
                ...toldOf(statement).map((line) => `  ${line}`),
                ...statement.because.flatMap(({ action, types, otherwise }) => [
                    `    ${action}`,
                    ...[...types.map(describeType), ...otherwise].map((line) => `      ${line}`),
                ]),
            ]),
        ].join("\n"),
    );
    return [...policies, totalOf(reasoned)].join("\n\n");
}

function asMarkdown(reasoned: ReasonedRole): string {
    const policies = reasoned.policies.map(({ name, letters, statements }) =>
        [
            `### ${reasoned.role}-${name}\n`,
            `${statements.length} statements, ${letters} of ${POLICY_LETTERS} letters\n`,
            "| statement | action | because |",
            "| --- | --- | --- |",
            ...statements.flatMap((statement) =>
                statement.because.map(({ action, types, otherwise }, index) => {
                    const what = index === 0 ? toldOf(statement).map(escaped).join("<br>") : "";
                    return `| ${what} | \`${action}\` | ${[...types.map(describeType), ...otherwise].map(escaped).join("<br>")} |`;
                }),
            ),
        ].join("\n"),
    );
    return [`## ${reasoned.role} in ${reasoned.environment}`, ...policies, totalOf(reasoned)].join("\n\n");
}

function toldOf({ effect, resources, conditions = {} }: ReasonedStatement): string[] {
    const asked = Object.entries(conditions).flatMap(([operator, keys]) =>
        Object.entries(keys).map(([key, values]) => `if ${key} ${operator} ${[values].flat().join(", ")}`),
    );
    return [`${effect === "Deny" ? "denied" : "allowed"} on ${resources.join(", ")}`, ...asked];
}

function describeType({ type, count, layers, by }: ReasonedStatement["because"][number]["types"][number]): string {
    const made = count === 0 ? "none in this environment" : `${count} in ${layers.join(", ")}`;
    return `${type} (${made}): ${by.join(", ")}`;
}

function totalOf({ role, environment, policies }: ReasonedRole): string {
    const statements = policies.flatMap((policy) => policy.statements).length;
    return `The role '${role}' of '${environment}' has ${policies.length} policies with ${statements} statements.`;
}

function escaped(text: string): string {
    return text.replaceAll("|", "\\|").replaceAll("*", "\\*");
}
