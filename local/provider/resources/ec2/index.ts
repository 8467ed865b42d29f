export * from "./endpoint";
export * from "./routing";
export * from "./securityGroup";
export * from "./securityGroupRule";
export * from "./vpc";
