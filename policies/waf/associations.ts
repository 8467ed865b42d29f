import { reading, type Reading } from "../framework/reading";
import type { StackView } from "../framework/stack";

/** What puts a web ACL before something. */
export const ASSOCIATION_TYPE = "aws:wafv2/webAclAssociation:WebAclAssociation";

/** Whether a web ACL stands before the resource with an ARN. */
export function isFirewalled(environment: StackView, arn: string): Reading<boolean> {
    const found = environment.ofType(ASSOCIATION_TYPE).map(({ props }) => reading(() => props.resourceArn === arn));
    if (found.some((each) => each.known && each.value)) return { known: true, value: true };
    return found.find((each) => !each.known) ?? { known: true, value: false };
}
