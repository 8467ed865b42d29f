import { flowLog, vpcEndpoint } from "./endpoint";
import { eip, natGateway, route, routeTable, routeTableAssociation } from "./routing";
import { defaultSecurityGroup, securityGroup } from "./securityGroup";
import { egressRule, ingressRule } from "./securityGroupRule";
import { internetGateway, subnet, vpc } from "./vpc";

/** The rows of EC2's networking. */
export const ec2Rows = [
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
