import facts from "./facts.json";
import type { Facts } from "./extract";

export type { Facts } from "./extract";

const table = facts as unknown as Readonly<Record<string, Facts>>;

/**
 * What the SDK's declarations say of a resource type.
 *
 * @throws when they have not been read yet
 */
export function factsOf(type: string): Facts {
    const known = table[type];
    if (known === undefined)
        throw new Error(`Nothing is known of ${type} yet. Run 'npm run facts', which reads it from @pulumi/aws.`);
    return known;
}
