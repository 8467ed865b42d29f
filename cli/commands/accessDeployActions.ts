import type { Purpose } from "../../components/delivery/policies";
import { namesOf, ofRequests } from "../../components/delivery/scopes";
import { deliveryContract } from "../../stacks/delivery/contract";
import { foundationContract } from "../../stacks/foundation/contract";
import { ROOT_PROJECT } from "../../stacks/shared/layer";
import { FORMATS } from "../delivery/formats";
import { reasonsOf } from "../delivery/reasons";
import { loadBlueprint } from "../driver/blueprint";
import { UsageError } from "../errors";
import { statesOf } from "./rehearsedStates";

/** Options of `access deploy`. */
export interface AccessDeployCommand {
    readonly role: Purpose;
    readonly format: keyof typeof FORMATS;
    readonly json?: boolean;
}

const POLICY = "aws:iam/policy:Policy";

interface Exported {
    readonly deployment: { readonly resources: readonly Resource[] };
}

interface Resource {
    readonly type: string;
    readonly urn: string;
    readonly outputs?: Readonly<Record<string, string>>;
}

/** Prints what a role may do and why. */
export async function runAccessDeploy(environment: string, { role, format, json }: AccessDeployCommand): Promise<void> {
    const blueprint = loadBlueprint(environment);
    const { platform, pulumi, aws, delivery } = blueprint.environment.config;
    if (role === "trail" && platform.deletionProtection)
        throw new UsageError(
            `'${environment}' has no role 'trail': it reads data, and exists where platform:deletionProtection is false.`,
        );
    if (role === "ephemeral" && !delivery.hasEphemeralRole)
        throw new UsageError(
            `'${environment}' has no role 'ephemeral': it is made where platform-delivery:hasEphemeralRole is true.`,
        );
    const exported = new Map(
        [...(await statesOf(blueprint))].map(([layer, state]) => [layer, (JSON.parse(state) as Exported).deployment]),
    );
    const found = (layer: string, type: string, name: string, output: string): string => {
        const resources = exported.get(layer)?.resources ?? [];
        const resource = resources.find((each) => each.type === type && each.urn.endsWith(`::${name}`));
        return resource?.outputs?.[output] ?? "";
    };
    const inDelivery = (type: string, name: string) => found(deliveryContract.layer, type, name, "arn");
    const boundaryArn = platform.permissionsBoundaryArn ?? found(foundationContract.layer, POLICY, "boundary", "arn");
    const [, partition = "", , , accountId = ""] = boundaryArn.split(":");
    const surroundings = {
        partition,
        region: aws.region,
        accountId,
        environment,
        names: namesOf(pulumi.autonaming.pattern, environment),
        project: ROOT_PROJECT,
        boundaryArn,
    };
    const store = {
        bucketArn: inDelivery("aws:s3/bucket:Bucket", "state"),
        keyArn: inDelivery("aws:kms/key:Key", "state"),
        aliasArn: inDelivery("aws:kms/alias:Alias", "state-alias"),
    };
    const shown =
        role === "ephemeral"
            ? ofRequests(surroundings, pulumi.autonaming.pattern, inDelivery(POLICY, "ephemeral-boundary"))
            : surroundings;
    const states = [...exported]
        .filter(([layer]) => layer !== deliveryContract.layer)
        .map(([layer, { resources }]) => ({ layer, types: resources.map(({ type }) => type) }));
    const reasoned = reasonsOf(role, !platform.deletionProtection, shown, store, states);
    console.log(FORMATS[json === true ? "json" : format](reasoned));
}
