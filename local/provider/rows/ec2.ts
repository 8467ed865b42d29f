import type { ResourceRow } from "../row";
import { flowLog, vpcEndpoint } from "./ec2Endpoint";
import { eip, natGateway, route, routeTable, routeTableAssociation } from "./ec2Routing";
import { defaultSecurityGroup, securityGroup } from "./ec2SecurityGroup";
import { egressRule, ingressRule } from "./ec2SecurityGroupRule";
import { internetGateway, subnet, vpc } from "./ec2Vpc";

/** The rows of EC2's networking. */
export const ec2Rows: readonly ResourceRow[] = [
    vpc,
    subnet,
    internetGateway,
    natGateway,
    eip,
    routeTable,
    route,
    routeTableAssociation,
    vpcEndpoint,
    securityGroup,
    defaultSecurityGroup,
    ingressRule,
    egressRule,
    flowLog,
];
