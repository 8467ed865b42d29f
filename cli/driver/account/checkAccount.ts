import { findLoggingRoleProblem } from "./loggingRole";
import { ownedBy } from "./owned";
import { findShortage, needsOf } from "./quotas";
import type { Account, Owned } from "./account";
import type * as awsModule from "./awsAccount";
import { PlatformError } from "../../errors";
import { later } from "../../later";
import type { Environment } from "../config";
import type { Verb } from "../report";
import type { Target } from "../target";

// The clients take a while to load, and who works offline has no use for them.
const aws = later<typeof awsModule>(__filename, "./awsAccount");

/** The layers that need something of which an account has few. */
const LAYERS = ["foundation", "compute", "integration"];

/** What is going to run, on what there is. */
export interface Plan {
    readonly environment: Environment;
    readonly verb: Verb;
    readonly layers: readonly string[];
    readonly owned: Owned;
}

/**
 * Asks the account of an environment on AWS, before anything is begun, for what a run would only find out under way: quotas that
 * are too small for what the configuration needs, and a setting that is one for all environments of an account and region. With
 * endpoints of its own an environment is not in AWS's account, or seen in another way than AWS sees it: nothing is asked.
 *
 * @param layer the only layer that is to run
 * @param onNote told what could not be asked, which stops nothing
 * @throws {@link PlatformError} naming each thing that is missing, and the remedy
 */
export async function checkAccount(
    target: Target,
    verb: Verb,
    layer: string | undefined,
    onNote: (note: string) => void,
): Promise<void> {
    const { environment, graph, kind } = target;
    const layers = graph.names.filter((name) => LAYERS.includes(name) && (layer === undefined || layer === name));
    if (kind !== "cloud" || verb === "refresh" || layers.length === 0) return;
    if (environment.config.aws.endpoints?.some((services) => Object.keys(services).length > 0) === true) {
        onNote(`Not checked: the account of '${environment.name}'. Its aws:endpoints are not AWS's own.`);
        return;
    }
    const owned = await ownedBy(target, layers);
    await requireAllowed({ environment, verb, layers, owned }, aws().awsAccount(environment.config.aws), onNote);
}

/** {@link checkAccount} of a plan. */
export async function requireAllowed(plan: Plan, account: Account, onNote: (note: string) => void): Promise<void> {
    const { environment, verb } = plan;
    const found = await Promise.all(checksOf(plan, account).map((check) => answerTo(check, onNote)));
    const problems = found.filter((problem) => problem !== undefined);
    if (problems.length === 0) return;
    const head = `The AWS account of '${environment.name}' does not allow '${verb}' as it is; nothing was begun.`;
    throw new PlatformError([head, ...problems].join("\n- "));
}

/** Finds a problem, or nothing, or fails when it may not ask. */
interface Check {
    readonly what: string;
    readonly permissions: readonly string[];
    readonly find: () => Promise<string | undefined>;
}

function checksOf({ environment, verb, layers, owned }: Plan, account: Account): Check[] {
    const { name, config } = environment;
    const needs = verb === "destroy" ? [] : needsOf(config, owned, account);
    const quotas = needs
        .filter((need) => layers.includes(need.layer))
        .map((need) => ({ ...need, find: () => findShortage(need, name, config.aws.region) }));
    if (!layers.includes("integration")) return quotas;
    const role = {
        what: "the role by which API Gateway writes logs",
        permissions: ["apigateway:GET", "iam:GetRole"],
        find: () => findLoggingRoleProblem(verb, environment, owned, account),
    };
    return [...quotas, role];
}

async function answerTo(
    { what, permissions, find }: Check,
    onNote: (note: string) => void,
): Promise<string | undefined> {
    try {
        return await find();
    } catch (error) {
        const { name, message } = error as Error;
        onNote(`Not checked: ${what} (${name}: ${message}). It takes ${permissions.join(", ")}.`);
        return undefined;
    }
}
