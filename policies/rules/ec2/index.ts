import type { Rule } from "../../framework/rule";
import { ec2DefaultGroupClosed } from "./defaultGroupClosed";
import { ec2IngressRestricted } from "./ingressRestricted";
import { ec2RulesDescribed } from "./rulesDescribed";

export const ec2Rules: readonly Rule[] = [ec2IngressRestricted, ec2RulesDescribed, ec2DefaultGroupClosed];
