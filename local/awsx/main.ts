import type * as pulumi from "@pulumi/pulumi";
import * as provider from "@pulumi/pulumi/provider";
import { Vpc, type VpcArgs } from "./vpc";

/** The `awsx` provider of the embedded environment, on the SDK's provider server. */
class AwsxProvider implements provider.Provider {
    readonly version = "3.9.0";

    async construct(
        name: string,
        type: string,
        inputs: pulumi.Inputs,
        options: pulumi.ComponentResourceOptions,
    ): Promise<provider.ConstructResult> {
        if (type !== "awsx:ec2:Vpc") {
            throw new Error(`${type} '${name}': the embedded environment serves awsx:ec2:Vpc only; extend local/awsx.`);
        }
        const vpc = new Vpc(name, inputs as VpcArgs, options);
        return Promise.resolve({ urn: vpc.urn, state: vpc.state() });
    }
}

void provider.main(new AwsxProvider(), process.argv.slice(2));
