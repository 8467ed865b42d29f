import type { Owned } from "./account";
import type { StateResource } from "../exportedState";
import { deployedStacks } from "../stacks";
import type { Target } from "../target";

/** What an environment has already, by the states of these layers. */
export async function ownedBy(target: Target, layers: readonly string[]): Promise<Owned> {
    const deployed = await deployedStacks(target);
    const there = layers.filter((layer) => deployed.has(layer));
    const states = await Promise.all(there.map((layer) => target.layer(layer).resources()));
    return ownedIn(states.flat());
}

/** What these resources are of an account. */
export function ownedIn(resources: readonly Omit<StateResource, "urn">[]): Owned {
    const names = new Set(resources.flatMap(({ id, outputs }) => [id, outputs?.arn]));
    const reserved = resources
        .filter(({ type }) => type === "aws:lambda/function:Function")
        .map(({ outputs }) => outputs?.reservedConcurrentExecutions)
        .filter((number) => typeof number === "number" && number > 0) as number[];
    const setting = resources.find(({ type }) => type === "aws:apigateway/account:Account");
    const ranges = resources
        .filter(({ type }) => type === "aws:ec2/vpc:Vpc")
        .map(({ outputs }) => outputs?.cidrBlock)
        .filter((range) => typeof range === "string");
    return {
        has: (name) => names.has(name),
        vpcRanges: ranges,
        reservedConcurrency: reserved.reduce((sum, number) => sum + number, 0),
        loggingRole: setting?.outputs?.cloudwatchRoleArn as string | undefined,
    };
}
