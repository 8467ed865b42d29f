import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { GATEWAY_SERVICES } from "./networkLimits";
import { locationOf, type Location } from "../shared/location";
import { transformed, type Transform } from "../shared/transform";

/** The last word on what the ways to AWS are made of. */
export interface VpcEndpointsTransform {
    readonly securityGroup?: Transform<aws.ec2.SecurityGroupArgs>;
    readonly ingressRule?: Transform<aws.vpc.SecurityGroupIngressRuleArgs>;
    /** Each gateway endpoint: `<name>-<service>`. */
    readonly gatewayEndpoints?: Transform<aws.ec2.VpcEndpointArgs>;
    /** Each interface endpoint: `<name>-<service>`. */
    readonly interfaceEndpoints?: Transform<aws.ec2.VpcEndpointArgs>;
}

/** Arguments for {@link VpcEndpoints}. */
export interface VpcEndpointsArgs {
    readonly vpcId: pulumi.Input<string>;
    /** IPv4 range of the VPC: who may call the interface endpoints. */
    readonly cidrBlock: string;
    /** Subnets that hold the interface endpoints, one in each zone. */
    readonly subnetIds: pulumi.Input<string[]>;
    /** Route tables from which S3 and DynamoDB are reached. */
    readonly routeTableIds: pulumi.Input<string[]>;
    /** Last part of the names of the services with an interface endpoint, such as `kms`. */
    readonly interfaceServices: readonly string[];
    /** The last word on each child. @default - none */
    readonly transform?: VpcEndpointsTransform;
}

/**
 * Ways from a VPC to AWS that do not lead through the internet.
 *
 * Creates: `<name>-endpoints` (security group), `<name>-endpoints-https` (its rule), `<name>-s3`, `<name>-dynamodb` (gateway
 * endpoints), `<name>-<service>` for each interface service (endpoint).
 */
export class VpcEndpoints extends pulumi.ComponentResource {
    /** Admits HTTPS from the VPC and nothing else. */
    public readonly securityGroupId: pulumi.Output<string>;

    constructor(name: string, args: VpcEndpointsArgs, opts?: pulumi.ComponentResourceOptions) {
        super("platform:foundation:VpcEndpoints", name, args, opts);
        const child = { parent: this };
        const { transform = {} } = args;
        const location = locationOf(this);
        const serviceName = (service: string) => pulumi.interpolate`com.amazonaws.${location.region}.${service}`;

        const securityGroup = new aws.ec2.SecurityGroup(
            ...transformed(
                transform.securityGroup,
                `${name}-endpoints`,
                { vpcId: args.vpcId, description: "Interface endpoints: HTTPS from the VPC" },
                // EC2 cannot change it, so other words would replace the group, which others name
                // (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroup.html).
                { ...child, ignoreChanges: ["description"] },
            ),
        );
        new aws.vpc.SecurityGroupIngressRule(
            ...transformed(
                transform.ingressRule,
                `${name}-endpoints-https`,
                {
                    securityGroupId: securityGroup.id,
                    description: "HTTPS from the VPC",
                    cidrIpv4: args.cidrBlock,
                    ipProtocol: "tcp",
                    fromPort: 443,
                    toPort: 443,
                },
                child,
            ),
        );
        for (const service of GATEWAY_SERVICES) {
            new aws.ec2.VpcEndpoint(
                ...transformed(
                    transform.gatewayEndpoints,
                    `${name}-${service}`,
                    {
                        vpcId: args.vpcId,
                        serviceName: serviceName(service),
                        vpcEndpointType: "Gateway",
                        routeTableIds: args.routeTableIds,
                        policy: ownResourcesOnly(service, location),
                    },
                    child,
                ),
            );
        }
        for (const service of args.interfaceServices) {
            new aws.ec2.VpcEndpoint(
                ...transformed(
                    transform.interfaceEndpoints,
                    `${name}-${service}`,
                    {
                        vpcId: args.vpcId,
                        serviceName: serviceName(service),
                        vpcEndpointType: "Interface",
                        subnetIds: args.subnetIds,
                        securityGroupIds: [securityGroup.id],
                        privateDnsEnabled: true,
                    },
                    child,
                ),
            );
        }
        this.securityGroupId = securityGroup.id;
        this.registerOutputs({ securityGroupId: this.securityGroupId });
    }
}

/**
 * Nothing in the VPC can carry data into somebody else's bucket or table
 * (https://docs.aws.amazon.com/whitepapers/latest/building-a-data-perimeter-on-aws/building-a-data-perimeter-on-aws.html).
 */
function ownResourcesOnly(service: string, { accountId }: Location): pulumi.Output<string> {
    return pulumi.jsonStringify({
        Version: "2012-10-17",
        Statement: [
            {
                Sid: "OwnResourcesOnly",
                Effect: "Allow",
                Principal: "*",
                Action: `${service}:*`,
                Resource: "*",
                Condition: { StringEquals: { "aws:PrincipalAccount": accountId, "aws:ResourceAccount": accountId } },
            },
        ],
    });
}
