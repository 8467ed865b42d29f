import type { Reading } from "../../framework/reading";
import { canonicalAction } from "./actions";
import type { PolicyDocument, Statement } from "./document";
import { allows, anyOf, both } from "./grants";
import { ARN_RESOURCE, arnParts, isOnlyWildcards } from "./pattern";

/**
 * Whether an action of a statement is to send text messages to phones, which have no ARN, and reaches no topic: `sns:Publish` where the
 * document denies all topics, or the statement leaves them out by `NotResource`. A denial in another document is not seen.
 * https://docs.aws.amazon.com/sns/latest/dg/sms_publish-to-phone.html
 */
export function reachesPhonesOnly(
    action: string,
    statement: Statement,
    document: Reading<PolicyDocument>,
): Reading<boolean> {
    if (canonicalAction(action) !== "sns:Publish") return { known: true, value: false };
    if (statement.notResources !== undefined) return anyOf(statement.notResources, isEveryTopic);
    if (!document.known) return document;
    return anyOf(
        document.value.statements.map((found) => (found.known ? refusesTopics(found.value) : found)),
        (refuses) => refuses,
    );
}

function refusesTopics(statement: Statement): Reading<boolean> {
    const { effect, resources = [], conditions } = statement;
    if (conditions.length > 0) return { known: true, value: false };
    return both(
        anyOf([effect], (value) => value === "Deny"),
        () => both(allows(statement, "sns:Publish"), () => anyOf(resources, isEveryTopic)),
    );
}

/** `arn:aws:sns:*:*:*` */
function isEveryTopic(resource: string): boolean {
    const parts = arnParts(resource);
    const [scheme, , service] = parts;
    return (
        scheme === "arn" && service === "sns" && parts.length > ARN_RESOURCE && parts.slice(3).every(isOnlyWildcards)
    );
}
