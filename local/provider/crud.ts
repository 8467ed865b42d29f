import type { CommandClass, OtherNames } from "./casing";
import type { Declared, Described, LiveContext, Props } from "./row";
import type { Tagging } from "./tagging";

/** The resource that a call is about. */
export interface Subject {
    /** What declares it. */
    readonly row: CrudRow;
    readonly context: LiveContext;
    /** Empty before the resource is made. */
    readonly id: string;
    /** The arguments, in an update the new ones, with the outputs once there are any. */
    readonly props: Props;
    /** In an update the outputs and what the program gave before, at the creation the defaults. */
    readonly old: Props;
    /** Sends a command with the row's key and these members, by whichever names. */
    readonly send: (command: CommandClass, request?: Props) => Promise<any>;
    /** The same; `undefined` where what the command is about does not exist. */
    readonly sendIfExists: (command: CommandClass, request?: Props) => Promise<any>;
    /** What {@link CrudRow.read} finds. */
    readonly find: () => Promise<any>;
    /** Waits for {@link CrudRow.isReady}; between two changes of one call. */
    readonly settle: () => Promise<void>;
}

/**
 * A call that changes something: a command, which is given the key and the arguments that it takes; below a member, where one
 * holds them all, or as a function has it. Code, where one command is not enough; a deletion by code says itself by
 * {@link Subject.sendIfExists} which calls may find nothing.
 */
export type Call =
    | readonly [command: CommandClass, shape?: string | ((args: Props, subject: Subject) => Props)]
    | ((subject: Subject, args: Props) => Promise<any>);

/**
 * A call that tells what there is: a command, where in its answer that is, and what is asked besides the key. Of a list at the
 * end of a path (`Routes.*`) that is the item with the values of the key. Code asks by {@link Subject.sendIfExists} for what may
 * be gone.
 */
export type Read =
    | readonly [
          command: CommandClass,
          answer?: string | ((answer: any, subject: Subject) => any),
          request?: Props | ((subject: Subject) => Props),
      ]
    | ((subject: Subject) => Promise<any>);

/** Arguments that a call of their own sets, after the creation and when they change. */
export interface Part {
    readonly of: readonly string[];
    readonly set: Call;
    /** Whether the creation sets them even by default, because AWS begins with something else. @default false */
    readonly always?: boolean;
    /** What is called when none of them is given. @default - {@link set} */
    readonly clear?: Call;
    /** The value of the first with which it is as if none were given. @default - none */
    readonly none?: unknown;
}

/**
 * A resource that calls of AWS create, read, update and delete. How the SDK's commands call the arguments, and whether
 * they want a list, a map or a text, follows from the SDK's own description of them; a command is never sent what it does not
 * take, so the row tells only what differs.
 */
export type CrudRow = Declared &
    Described & {
        /**
         * By which members the commands name the resource, and which argument, output, or the `id`, each is. With a question
         * mark, it need not be given.
         */
        readonly key: Readonly<Record<string, string>>;
        /** @default - none */
        readonly names?: OtherNames;
        /** Arguments that are the provider's own, and never sent. @default - none */
        readonly own?: readonly string[];
        readonly read: Read;
        /** What tells more of a resource that is there. @default - nothing */
        readonly alsoRead?: readonly Read[];
        readonly delete: Call;
        /** Whether only what is found, and not gone, is deleted, since the service refuses the rest oddly. @default false */
        readonly deletesFound?: boolean;
        /**
         * Where the answer of the creation has the id. @default - where it has a member by which the key names the id, or `id`;
         * without one in the key it follows from the arguments
         */
        readonly made?: string;
        /** Arguments that an id tells in an import, and there alone. @default - those that {@link Described.id} is made of */
        readonly idTells?: (id: string) => Props;
        /** Whether what is found is on its way out. @default - never */
        readonly isGone?: (found: any) => boolean;
        /** Whether what is found takes the next change; every change, and the deletion, is awaited. @default - always, at once */
        readonly isReady?: (found: any) => boolean;
        readonly parts?: readonly Part[];
        /** What an update says of an argument that is not given any more. @default - nothing */
        readonly unset?: Props;
        /** Outputs that follow from the others anew in every read that does not tell them; so do those that it recomputes. @default - none */
        readonly derived?: readonly string[];
        /** Arguments of which the emulator tells another value than it was told last. @default - none */
        readonly stale?: readonly string[];
        /** Arguments that the emulator forgets when the creation gives them, so that they are set once more. @default - none */
        readonly forgets?: readonly string[];
        readonly tags?: Tagging;
        /** Arguments whose values AWS has in another form. @default - none */
        readonly wire?: Readonly<
            Record<
                string,
                {
                    readonly to?: (value: any, subject: Subject) => unknown;
                    readonly from?: (found: any, subject: Subject) => unknown;
                }
            >
        >;
        /** The member that holds as a map of texts whatever the command does not take otherwise. @default - none */
        readonly texts?: string;
    } & (
        | { readonly put: Call; readonly create?: never; readonly update?: never }
        | { readonly create: Call; readonly update?: Call; readonly put?: never }
    );
