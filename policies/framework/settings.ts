import type { Judge } from "./judge";
import { valueAt } from "./paths";
import { blockOf } from "./remedy";
import type { ResourceView } from "./resource";

type Props<Args extends object> = ResourceView<Args>["props"];

/** A property, or one of a block: `tracingConfig.mode`. */
type Path<P> = {
    [K in keyof P & string]: K | (NonNullable<P[K]> extends Block ? `${K}.${keyof NonNullable<P[K]> & string}` : never);
}[keyof P & string];

type Block = object & { readonly length?: never };

/** What is wrong, by the resource's name and by the value that the setting has. */
type Fault = (name: string, value: any) => string;

/** What a setting has to be. */
interface Setting {
    readonly isRight: (value: any) => boolean;
    readonly fault: Fault;
    /** What the remedy makes of it; nothing if that is `undefined`. @default - the rule leaves it to the program */
    readonly remedy?: (read: () => unknown) => boolean | string | undefined;
}

/** A setting that has to be right. */
export function must(isRight: Setting["isRight"], fault: Fault): Setting {
    return { isRight, fault };
}

/** A setting that has to have a value, which the remedy sets whatever it was, also if that is not known yet. */
export function setTo(value: boolean | string, fault: Fault): Setting {
    return { ...mustBe(value, fault), remedy: () => value };
}

/** A setting that has to have a value. */
export function mustBe(value: boolean | string | undefined, fault: Fault): Setting {
    return must((found) => found === value, fault);
}

/**
 * A setting that may have any value but one.
 *
 * @param instead what the remedy puts in the place of that one. @default - the rule leaves it to the program
 */
export function mustNotBe(value: boolean | string | undefined, fault: Fault, instead?: boolean): Setting {
    const setting = must((found) => found !== value, fault);
    return instead === undefined ? setting : { ...setting, remedy: (read) => (read() === value ? instead : undefined) };
}

/**
 * The judgement of a rule about settings of one resource, each of which is right or wrong by itself.
 *
 * @param byPath the settings by their paths, by which the findings are called as well
 * @param unless where they may be as they are
 */
export function settings<Args extends object>(
    byPath: { readonly [P in Path<Props<Args>>]?: Setting },
    { unless = () => false }: { readonly unless?: (props: Props<Args>) => boolean } = {},
): {
    resource(resource: ResourceView<any>, judge: Judge): void;
    remediate?(resource: ResourceView<any>): void;
} {
    const list = Object.entries<Setting>(byPath as Record<string, Setting>);
    return {
        resource({ name, props }, judge) {
            for (const [path, { isRight, fault }] of list)
                judge.decide(path, () => {
                    const value = valueAt(props, path);
                    return isRight(value) || unless(props) ? undefined : fault(name, value);
                });
        },
        ...(list.some(([, { remedy }]) => remedy !== undefined) && {
            remediate({ props }) {
                if (unless(props)) return;
                for (const [path, { remedy }] of list) {
                    const value = remedy?.(() => valueAt(props, path));
                    if (value !== undefined) setAt(props, path, value);
                }
            },
        }),
    };
}

function setAt(props: Record<string, any>, path: string, value: unknown): void {
    const [property = "", inner] = path.split(".");
    if (inner === undefined) props[property] = value;
    else blockOf(props, property)[inner] = value;
}
