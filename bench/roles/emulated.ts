import type { DeploymentStatement } from "../../components/delivery/statements";

/** Actions of which the emulator does not tell the resource. */
const UNNAMED = ["cloudtrail:AddTags", "lambda:CreateFunction"];

/**
 * Condition keys that the emulator knows of the calls that are made here. Statements lose what else they ask for: it would
 * never be true there.
 */
const KNOWN = ["aws:RequestTag/environment", "aws:RequestedRegion"];
const COMPARISONS = ["StringEquals", "StringLike"];
/** Services whose requests show no tags there: tags come in a call of their own, or the emulator does not read them. */
const TAGS_UNSEEN = /^(ec2|cognito-idp|apigateway):/;

/** A statement as the emulator can judge it, and the condition keys that it loses for that. */
export function emulated(statement: DeploymentStatement): {
    readonly statement: DeploymentStatement;
    readonly lost: string[];
} {
    const showsTags = !statement.actions.some((action) => TAGS_UNSEEN.test(action));
    const known = KNOWN.filter((key) => showsTags || !key.startsWith("aws:RequestTag/"));
    const conditions = Object.entries(statement.conditions ?? {});
    const kept = conditions
        .map(
            ([operator, keys]) =>
                [
                    operator,
                    Object.entries(keys).filter(([key]) => COMPARISONS.includes(operator) && known.includes(key)),
                ] as const,
        )
        .filter(([, keys]) => keys.length > 0)
        .map(([operator, keys]) => [operator, Object.fromEntries(keys)] as const);
    const lost = conditions
        .flatMap(([, keys]) => Object.keys(keys))
        .filter((key) => !JSON.stringify(kept).includes(key));
    return {
        statement: {
            ...statement,
            // What it makes has no ARN there before it is made, and of several resources it asks for one.
            resources:
                statement.resources.some(isDrawn) || statement.actions.some((action) => UNNAMED.includes(action))
                    ? ["*"]
                    : statement.resources,
            conditions: kept.length === 0 ? undefined : Object.fromEntries(kept),
        },
        lost,
    };
}

function isDrawn(arn: string): boolean {
    return /:(ec2|kms|cognito-idp|apigateway):|:event-source-mapping:/.test(arn) && !arn.includes(":alias/");
}
