import { AttachRolePolicyCommand, CreatePolicyCommand, CreateRoleCommand } from "@aws-sdk/client-iam";
import { fromTemporaryCredentials } from "@aws-sdk/credential-providers";
import { DELIVERY_PATH } from "../../components/delivery/guard";
import { requestsBoundary } from "../../components/delivery/requestsBoundary";
import { documentOf } from "../../components/delivery/statements";
import { endpointOf, localAccount } from "../../local/emulator/ministack";
import { startTemporaryEmulator, startTemporaryMoto } from "../../local/emulator/temporary";
import { createClients, type Endpoint } from "../../local/provider/clients";
import { functions } from "../../local/provider/functions";
import { Provider } from "../../local/provider/provider";
import { rows } from "../../local/provider/table";
import { platformStates, simulatingProviders } from "../../policies/testing/platform";
import { layerContracts } from "../../stacks/layers";
import { recorded, type Call } from "./calls";
import { emulated } from "./emulated";
import { allowingStatementsOf, TRIALS } from "./trials";

/** A person makes it, see docs/decisions/0015-deployment-roles.md. */
const BOUNDARY = "aws:iam/policy:Policy";

/** What came of a deployment under the role. */
export interface Attempt {
    readonly calls: readonly Call[];
    /** Number of resources that there are afterwards. */
    readonly resources: number;
    /** What ended it. @default - it came up */
    readonly error?: string;
}

/**
 * Brings all layers up on an empty emulator that enforces IAM, with the role's credentials.
 *
 * @param without - the statement that the role does not have, by its number. @default - it has them all
 */
export async function attempt(role: keyof typeof TRIALS, without?: number): Promise<Attempt> {
    const { made, scope, settings } = TRIALS[role];
    const { region, environment } = made;
    const [{ url }, moto] = await Promise.all([startTemporaryEmulator(region), startTemporaryMoto()]);
    const admin = endpointOf(url, region, moto.url);
    if (role === "ephemeral") await makeBoundary(admin, made.boundaryArn, requestsBoundary(scope));
    const asRole = { ...admin, credentials: await credentialsOfRole(role, admin, without) };
    const calls: Call[] = [];
    // A program that is refused something may wait for ever for what does not come of it.
    let refuse: (attempt: Attempt) => void;
    const refused = new Promise<Attempt>((resolve) => (refuse = resolve));
    const tell = (call: Call) => {
        calls.push(call);
        if (call.refused !== undefined) refuse({ calls, resources: 0, error: call.refused });
    };
    const providerAs = (endpoint: Endpoint, told: typeof tell) => {
        const clients = recorded(createClients(endpoint), told);
        return new Provider({ rows, functions, accountId: localAccount, region, clients });
    };
    const [person, jobs] = [providerAs(admin, () => undefined), providerAs(asRole, tell)];
    const contracts = layerContracts.filter(({ byHand = false }) => !byHand);
    const make: typeof simulatingProviders = (...[where, published, pattern]) =>
        simulatingProviders(where, published, pattern, (type) => (type === BOUNDARY ? person : jobs));
    const up = platformStates(environment, {}, contracts, make, settings()).then(
        (states): Attempt => ({ calls, resources: states.flatMap(({ resources }) => resources).length }),
        (error: unknown): Attempt => ({ calls, resources: 0, error: (error as Error).message }),
    );
    return Promise.race([up, refused]);
}

/** Makes the policy that bounds the roles of requests' environments, which is not theirs to make. */
async function makeBoundary(admin: Endpoint, arn: string, PolicyDocument: string): Promise<void> {
    const PolicyName = arn.split("/").at(-1);
    const command = new CreatePolicyCommand({ PolicyName, Path: DELIVERY_PATH, PolicyDocument });
    const { Policy } = await createClients(admin).iam().send(command);
    if (Policy?.Arn !== arn) throw new Error(`The boundary is ${Policy?.Arn}, not ${arn}.`);
}

async function credentialsOfRole(role: keyof typeof TRIALS, admin: Endpoint, without: number | undefined) {
    const iam = createClients(admin).iam();
    const RoleName = role;
    const trust = {
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Principal: { AWS: `arn:aws:iam::${localAccount}:root` },
    };
    const { Role } = await iam.send(
        new CreateRoleCommand({
            RoleName,
            AssumeRolePolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement: [trust] }),
        }),
    );
    const kept = allowingStatementsOf(role).filter((_statement, index) => index !== without);
    for (const name of new Set(kept.map(({ policy }) => policy))) {
        const own = kept.filter(({ policy }) => policy === name).map(({ statement }) => emulated(statement).statement);
        const { Policy } = await iam.send(
            new CreatePolicyCommand({ PolicyName: name, PolicyDocument: documentOf(name, own) }),
        );
        await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: Policy!.Arn }));
    }
    const assume = fromTemporaryCredentials({
        masterCredentials: admin.credentials,
        params: { RoleArn: Role!.Arn, RoleSessionName: "trial" },
        clientConfig: { endpoint: admin.url, region: TRIALS[role].made.region },
    });
    return assume();
}

/** A process for each attempt: programs share the SDK's state of one, and so do callers of an emulator. */
if (require.main === module) {
    const [role, number] = process.argv.slice(2);
    // What a program waits for after a refusal never comes; the attempt tells of the first.
    process.on("unhandledRejection", () => undefined);
    void attempt(role as keyof typeof TRIALS, number === undefined ? undefined : Number(number)).then((result) => {
        process.stdout.write(JSON.stringify(result), () => process.exit(0));
    });
}
