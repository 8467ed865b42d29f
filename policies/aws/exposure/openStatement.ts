import type { Judge } from "../../framework/judge";
import type { Reading } from "../../framework/reading";
import type { ResourceView } from "../../framework/rule";
import { limitsAny, uncounted, type Condition } from "../iam/condition";
import { judgeStatements, placeOf } from "../iam/judging";
import { isNarrowBlock } from "../iam/narrow";
import { isEverybody } from "../iam/principal";

/** Conditions by which AWS does not call a resource policy public. Those that a caller fills in as it likes are not among them. */
const CALLER_KEYS = [
    "aws:PrincipalOrgID",
    "aws:PrincipalOrgPaths",
    "aws:PrincipalAccount",
    "aws:PrincipalArn",
    "aws:SourceAccount",
    "aws:SourceArn",
    "aws:SourceOwner",
    "aws:SourceOrgID",
    "aws:SourceOrgPaths",
    "aws:SourceVpc",
    "aws:SourceVpce",
    "aws:UserId",
    "s3:DataAccessPointAccount",
    "s3:DataAccessPointArn",
    "elasticfilesystem:AccessPointArn",
    "vpc-lattice-svcs:SourceVpc",
    "vpc-lattice-svcs:SourceVpcOwnerAccount",
];

/**
 * Judges the statements of a resource's policy that allow something: each names who may, or limits everybody by a condition on
 * who calls. `NotPrincipal` allows everybody else, of any account.
 *
 * @param furtherKeys conditions of the service that say who calls as well. @default - none
 */
export function judgeOpenStatements(
    resource: ResourceView<any>,
    judge: Judge,
    furtherKeys: readonly string[] = [],
): void {
    judgeStatements(resource, judge, ["resource"], "Allow", (statement, source) => {
        const id = `Principal::*#${statement.label}`;
        const place = placeOf(resource, source, statement);
        if (statement.notPrincipals !== undefined) {
            judge.violation(id, `${place} allows everybody but those whom NotPrincipal names.`);
            return;
        }
        for (const found of statement.principals ?? []) {
            const principal = judge.read(id, found);
            if (principal === undefined || !isEverybody(principal)) continue;
            if (judge.read(id, limitsCaller(statement.conditions, furtherKeys)) === false)
                judge.violation(
                    id,
                    `${place} allows everybody, without a condition on who calls${uncounted(statement.conditions, [...CALLER_KEYS, ...furtherKeys])}.`,
                );
        }
        judge.decide(id, () => undefined);
    });
}

function limitsCaller(conditions: readonly Reading<Condition>[], furtherKeys: readonly string[]): Reading<boolean> {
    const limited = limitsAny(conditions, [...CALLER_KEYS, ...furtherKeys]);
    if (limited.known && limited.value) return limited;
    if (conditions.some(asksMountTarget)) return { known: true, value: true };
    const addresses = conditions.filter(
        (found) =>
            found.known &&
            found.value.operator.toLowerCase() === "ipaddress" &&
            !found.value.ifExists &&
            found.value.key === "aws:sourceip",
    );
    const values = addresses.flatMap((found) => (found.known ? found.value.values : []));
    const unknown = values.find((value) => !value.known);
    if (unknown?.known === false) return unknown;
    const narrow = values.length > 0 && values.every((value) => value.known && isNarrowBlock(value.value));
    return narrow ? { known: true, value: true } : limited;
}

/** Whether clients of a file system have to come by its mount targets, which stand in a VPC. */
function asksMountTarget(found: Reading<Condition>): boolean {
    if (!found.known) return false;
    const { operator, ifExists, key, values } = found.value;
    return (
        operator.toLowerCase() === "bool" &&
        !ifExists &&
        key === "elasticfilesystem:accessedviamounttarget" &&
        values.length === 1 &&
        values.every((value) => value.known && value.value.toLowerCase() === "true")
    );
}
