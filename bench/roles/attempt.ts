import { AttachRolePolicyCommand, CreatePolicyCommand, CreateRoleCommand } from "@aws-sdk/client-iam";
import { fromTemporaryCredentials } from "@aws-sdk/credential-providers";
import { policiesOf } from "../../components/delivery/policies";
import { namesOf, type Surroundings } from "../../components/delivery/scopes";
import { documentOf, type DeploymentStatement } from "../../components/delivery/statements";
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

const REGION = "eu-west-1";
const ENVIRONMENT = "local";
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

export const SURROUNDINGS: Surroundings = {
    partition: "aws",
    region: REGION,
    accountId: localAccount,
    environment: ENVIRONMENT,
    names: namesOf("${name}-${stack}-${hex(7)}", ENVIRONMENT),
    project: "platform",
    boundaryArn: `arn:aws:iam::${localAccount}:policy/boundary-${ENVIRONMENT}-0000000`,
};

/** All statements of the role's policies that allow something, each with the policy that it is in. */
export function statementsOfRole(): { readonly policy: string; readonly statement: DeploymentStatement }[] {
    const store = {
        bucketArn: "arn:aws:s3:::state",
        keyArn: "arn:aws:kms:::key/state",
        aliasArn: "arn:aws:kms:::alias/state",
    };
    return [...policiesOf("deploy", { isDisposable: true }, SURROUNDINGS, store)].flatMap(([policy, statements]) =>
        statements.filter(({ effect }) => effect === "Allow").map((statement) => ({ policy, statement })),
    );
}

/**
 * Brings all layers up on an empty emulator that enforces IAM, with the role's credentials.
 *
 * @param without - the statement that the role does not have, by its number. @default - it has them all
 */
export async function attempt(without?: number): Promise<Attempt> {
    const [{ url }, moto] = await Promise.all([startTemporaryEmulator(REGION), startTemporaryMoto()]);
    const admin = endpointOf(url, REGION, moto.url);
    const asRole = { ...admin, credentials: await credentialsOfRole(admin, without) };
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
        return new Provider({ rows, functions, accountId: localAccount, region: REGION, clients });
    };
    const [person, role] = [providerAs(admin, () => undefined), providerAs(asRole, tell)];
    const contracts = layerContracts.filter(({ byHand = false }) => !byHand);
    const up = platformStates(ENVIRONMENT, {}, contracts, (region, published, pattern) =>
        simulatingProviders(region, published, pattern, (type) => (type === BOUNDARY ? person : role)),
    ).then(
        (states): Attempt => ({ calls, resources: states.flatMap(({ resources }) => resources).length }),
        (error: unknown): Attempt => ({ calls, resources: 0, error: (error as Error).message }),
    );
    return Promise.race([up, refused]);
}

async function credentialsOfRole(admin: Endpoint, without: number | undefined) {
    const iam = createClients(admin).iam();
    const RoleName = "deploy";
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
    const kept = statementsOfRole().filter((_statement, index) => index !== without);
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
        clientConfig: { endpoint: admin.url, region: REGION },
    });
    return assume();
}

/** A process for each attempt: programs share the SDK's state of one, and so do callers of an emulator. */
if (require.main === module) {
    const [number] = process.argv.slice(2);
    // What a program waits for after a refusal never comes; the attempt tells of the first.
    process.on("unhandledRejection", () => undefined);
    void attempt(number === undefined ? undefined : Number(number)).then((result) => {
        process.stdout.write(JSON.stringify(result), () => process.exit(0));
    });
}
