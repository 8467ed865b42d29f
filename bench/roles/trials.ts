import { parse } from "yaml";
import { newEnvironment } from "../../cli/create/environment";
import { policiesOf } from "../../components/delivery/policies";
import { namesOf, ofRequests, type Surroundings } from "../../components/delivery/scopes";
import type { DeploymentStatement } from "../../components/delivery/statements";
import { localAccount } from "../../local/emulator/ministack";
import { repositoryRoot } from "../../local/shared/paths";
import { flatConfig, textsOf } from "../../stacks/shared/testing/flatConfig";

const PATTERN = "${name}-${stack}-${hex(7)}";

/** A role that is tried on an environment that it makes. */
export interface Trial {
    /** The environment. */
    readonly made: Surroundings;
    /** Its settings, as Pulumi hands them over. */
    readonly settings: () => Record<string, string>;
    /** What the role's permissions are narrowed to. */
    readonly scope: Surroundings;
    /** Environments of which the role may reach nothing. */
    readonly foreign: readonly string[];
}

function surroundingsOf(environment: string, boundary: string): Surroundings {
    return {
        partition: "aws",
        region: "eu-west-1",
        accountId: localAccount,
        environment,
        names: namesOf(PATTERN, environment),
        project: "platform",
        boundaryArn: `arn:aws:iam::${localAccount}:policy/${boundary}`,
    };
}

const LOCAL = surroundingsOf("local", "boundary-local-0000000");
const REQUEST = surroundingsOf("pr-7", "delivery/ephemeral-boundary-dev-0000000");

/** The roles that change what layers make. */
export const TRIALS = {
    deploy: { made: LOCAL, settings: () => flatConfig("local"), scope: LOCAL, foreign: ["other"] },
    ephemeral: {
        made: REQUEST,
        settings: () => settingsOfRequest(REQUEST),
        scope: ofRequests(REQUEST, PATTERN, REQUEST.boundaryArn),
        foreign: ["dev", "prod", "my-pr"],
    },
} as const satisfies Readonly<Record<string, Trial>>;

/** What its workflow makes of the settings of `dev`. */
function settingsOfRequest({ environment, boundaryArn }: Surroundings): Record<string, string> {
    const { files } = newEnvironment(environment, repositoryRoot, { permissionsBoundary: boundaryArn });
    const { config } = parse(files[`Pulumi.${environment}.yaml`]) as { config: Record<string, unknown> };
    return textsOf(config);
}

/** Where the states of the environments are, and what keeps them. */
export const STORE = {
    bucketArn: "arn:aws:s3:::state-dev-0000000",
    keyArn: `arn:aws:kms:eu-west-1:${localAccount}:key/00000000-0000-4000-8000-000000000001`,
    aliasArn: `arn:aws:kms:eu-west-1:${localAccount}:alias/platform/dev/state`,
};

/** All statements of a role's policies, each with the policy that it is in. */
export function statementsOf(
    role: keyof typeof TRIALS,
): { readonly policy: string; readonly statement: DeploymentStatement }[] {
    return [...policiesOf(role, { isDisposable: true }, TRIALS[role].scope, STORE)].flatMap(([policy, statements]) =>
        statements.map((statement) => ({ policy, statement })),
    );
}

/** Those of them that allow something. */
export function allowingStatementsOf(role: keyof typeof TRIALS): ReturnType<typeof statementsOf> {
    return statementsOf(role).filter(({ statement }) => statement.effect === "Allow");
}
