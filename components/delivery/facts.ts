import written from "./facts.json";

/** What CloudFormation can do with a resource. */
export type Handler = "create" | "read" | "update" | "delete" | "list";

/** What AWS's service authorization reference says of an action. */
export interface ActionFact {
    /** It changes nothing. */
    readonly reads: boolean;
    /** Kinds of resources on which it acts, of those in `scopes.ts`. */
    readonly on: readonly string[];
    /** Kinds of resources that it makes, or gives tags, and of which it knows the tags that are asked for. */
    readonly makes: readonly string[];
    /** It acts on kinds of resources that are not in `scopes.ts`. */
    readonly others: boolean;
}

/** What is known of the types that layers make; `npm run facts` writes it. */
interface DeploymentFacts {
    /** CloudFormation's name of each type, or that of what it is a part of. */
    readonly types: Readonly<Record<string, string>>;
    /** The actions that each handler takes, by CloudFormation's name of the type. */
    readonly handlers: Readonly<Record<string, Readonly<Partial<Record<Handler, readonly string[]>>>>>;
    readonly actions: Readonly<Record<string, ActionFact>>;
}

export const facts: DeploymentFacts = written;
