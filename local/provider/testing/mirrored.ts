import type { CommandClass } from "../casing";
import type { Clients } from "../clients";
import type { Props } from "../row";
import { tagsIn } from "../tagging";
import type { Exercise } from "./exercise";

/** A call of the SDK that tells of a resource, and where in the answer that is. */
type Look = readonly [
    client: (clients: Clients) => { send(command: any): Promise<any> },
    command: CommandClass,
    request: (id: string, state: Props) => Props,
    part?: (answer: any) => Props | undefined,
];

/** What an exercise compares when AWS shows arguments as they were given. */
interface Mirrored {
    readonly of: readonly string[];
    /** What AWS has for those that are not given. @default - nothing is seen of them */
    readonly unset?: Props;
    /** AWS names that are not the argument's but for the case and a plural, at any depth. @default - none */
    readonly names?: Readonly<Record<string, string>>;
}

/**
 * Reads back arguments by calls of the SDK: each is to be found in an answer as it was given. Nothing is there any more when the
 * first call tells nothing.
 */
export function mirrored(
    { of, unset = {}, names = {} }: Mirrored,
    ...looks: readonly Look[]
): Pick<Exercise, "readBack"> & { readonly shows: (given: Props) => unknown } {
    return {
        async readBack(clients, id, state) {
            const found: Props = {};
            for (const [client, command, request, part = (answer: Props) => answer] of looks) {
                const told = part(await client(clients).send(new command(request(id, state))));
                if (told === undefined) return undefined;
                for (const name of of) found[name] ??= name === "tags" ? tagsIn(told) : image(state[name], told, name);
            }
            return found;
        },
        shows: (given) => Object.fromEntries(of.map((name) => [name, given[name] ?? unset[name]])),
    };

    function image(given: unknown, answer: Props, name: string): unknown {
        const wanted = (names[name] ?? name).toLowerCase();
        const key = Object.keys(answer).find((each) =>
            [each, `${each}s`].some((alike) => alike.toLowerCase() === wanted),
        );
        return key === undefined ? undefined : like(given, answer[key]);
    }

    /** The parts of what is found of which the argument speaks, under its names where they are names of AWS. */
    function like(given: any, found: any): unknown {
        if (Array.isArray(given) && Array.isArray(found)) return found.map((item, index) => like(given[index], item));
        if (typeof given !== "object" || given === null || typeof found !== "object" || found === null) return found;
        return Object.fromEntries(Object.keys(given).map((key) => [key, image(given[key], found, key)]));
    }
}
