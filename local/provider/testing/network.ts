import type { Make } from "./exercise";

export const VPC = "aws:ec2/vpc:Vpc";
export const SUBNET = "aws:ec2/subnet:Subnet";
export const TABLE = "aws:ec2/routeTable:RouteTable";
export const GATEWAY = "aws:ec2/internetGateway:InternetGateway";

/** Tags before and after, with one that stays, one that changes, one that goes. */
export const TAGS = { stays: "1", changes: "1", goes: "1" };
export const OTHER_TAGS = { stays: "1", changes: "2" };

/** Makes a VPC; these resolve to the id. */
export const makeVpc = async (make: Make) => (await make(VPC, { cidrBlock: "10.1.0.0/16" })).id;
export const makeSubnet = async (make: Make, vpcId: string, cidrBlock = "10.1.0.0/24") =>
    (await make(SUBNET, { vpcId, cidrBlock })).id;
export const makeTable = async (make: Make, vpcId: string) => (await make(TABLE, { vpcId })).id;
