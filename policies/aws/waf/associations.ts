import { isKnown, reading, type Reading } from "../../framework/reading";
import { perStack, type StackView } from "../../framework/stack";

/** What puts a web ACL before something. */
export const ASSOCIATION_TYPE = "aws:wafv2/webAclAssociation:WebAclAssociation";

/** Whether a web ACL stands before the resource with an ARN. */
export function isFirewalled(environment: StackView, arn: string): Reading<boolean> {
    const { arns, unknown } = associatedIn(environment);
    if (arns.has(arn)) return { known: true, value: true };
    return unknown ?? { known: true, value: false };
}

const associatedIn = perStack((environment) => {
    const found = environment.ofType(ASSOCIATION_TYPE).map(({ props }) => reading(() => props.resourceArn as unknown));
    return {
        arns: new Set(found.filter(isKnown).map(({ value }) => value)),
        unknown: found.find((each) => !each.known),
    };
});
