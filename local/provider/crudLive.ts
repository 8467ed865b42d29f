import { memberFor, requestOf, toRequest } from "./casing";
import { argumentNames } from "./check";
import { clientOf } from "./clientOf";
import type { Call, CrudRow, Part, Read, Subject } from "./crud";
import { told, toldById } from "./crudTold";
import { ifExists, until } from "./live";
import { describedBy, type LiveContext, type LiveRow, type Props, type ResourceRow } from "./row";
import { listTags, retag, taggedRequest, tagsIn } from "./tagging";
import { valueIn } from "./values";
import { capitalized, isChanged, pick } from "./wire";

/** The longest wait for a change, in seconds. The emulators take milliseconds. */
const WAIT_SECONDS = 60;

/** The calls of a {@link CrudRow}. */
export function crudLive(definition: CrudRow, rowOf: () => ResourceRow): LiveRow {
    const crud = new Crud(definition, rowOf);
    return {
        create: (context, inputs) => crud.create(context, inputs),
        read: (context, id, state) => crud.read(context, id, state),
        get update() {
            return crud.isFixed
                ? undefined
                : (context: LiveContext, id: string, inputs: Props, old: Props) =>
                      crud.update(context, id, inputs, old);
        },
        delete: (context, id, state) => crud.delete(context, id, state),
    };
}

class Crud {
    private readonly names;
    private readonly parts;
    private lazyArguments: readonly string[] | undefined;

    constructor(
        private readonly definition: CrudRow,
        private readonly rowOf: () => ResourceRow,
    ) {
        this.names = definition.names ?? {};
        this.parts = definition.parts ?? [];
    }

    /** Whether every argument replaces. */
    get isFixed(): boolean {
        return [...argumentNames(this.row)].every((name) => name === "region" || this.row.replaceOn?.includes(name));
    }

    async create(context: LiveContext, inputs: Props) {
        const { create, put = create!, made, tags, forgets = [] } = this.definition;
        const { defaults = {} } = this.row;
        const isTaken = (name: string) => !forgets.includes(name) && takes(put, name, this.names);
        const later = this.parts.filter(
            (part) => part.always === true || (this.isApart(part, inputs) && !part.of.every(isTaken)),
        );
        const draft = this.subject(context, undefined, inputs, defaults);
        // Half of a part may not do without the rest.
        const sent = this.arguments.filter((name) => !later.some(({ of }) => of.includes(name)));
        const answer = await this.perform(put, draft, pick(inputs, sent), isTaken("tags") ? inputs.tags : {});
        const id = made === undefined ? this.idOf(answer, context, inputs) : String(valueIn(answer, made));
        context.made(id);
        const subject = this.subject(context, id, inputs, defaults);
        await subject.settle();
        for (const part of later) await this.set(part, subject);
        if (tags !== undefined && tags.atCreation !== true && !isTaken("tags"))
            await retag(subject.send, tags, this.about(subject), {}, inputs.tags);
        return { id, outputs: await this.outputs(subject) };
    }

    async read(context: LiveContext, id: string, state: Props): Promise<Props | undefined> {
        const subject = this.subject(context, id, state, state);
        const found = await this.find(subject);
        if (found === undefined || this.definition.isGone?.(found) === true) return undefined;
        const all = told(this.definition, this.row, this.arguments, subject, found);
        const { tags } = this.definition;
        if (tags === undefined) return all;
        const listed = await listTags(subject.send, tags, { ...subject.props, ...all, id });
        return { ...all, tags: listed ?? tagsIn(found) };
    }

    async update(context: LiveContext, id: string, inputs: Props, old: Props): Promise<Props> {
        const { put, update = put, tags } = this.definition;
        const names = argumentNames(this.row);
        const outputs = Object.keys(old).filter((name) => !names.has(name));
        const subject = this.subject(context, id, { ...pick(old, outputs), ...inputs }, old);
        const apart = new Set(this.parts.flatMap(({ of }) => of));
        const own = this.changeable.filter((name) => !apart.has(name));
        if (update !== undefined && isChanged(old, inputs, ...own)) {
            const sent = put === undefined ? this.wanted(subject, own) : pick(inputs, this.arguments);
            await this.perform(update, subject, sent);
            await subject.settle();
        }
        for (const part of this.parts) if (isChanged(old, inputs, ...part.of)) await this.set(part, subject);
        if (tags !== undefined) await retag(subject.send, tags, this.about(subject), old.tags, inputs.tags);
        return this.outputs(subject);
    }

    async delete(context: LiveContext, id: string, state: Props): Promise<void> {
        // All types that have the argument mean the same by it.
        if (state.skipDestroy === true) return;
        const subject = this.subject(context, id, state, state);
        const { delete: call, deletesFound = false, isGone, isReady } = this.definition;
        if (deletesFound) {
            const found = await this.look(subject);
            if (found === undefined || isGone?.(found) === true) return;
        }
        const deletion = this.perform(call, subject, state);
        await (typeof call === "function" ? deletion : ifExists(deletion));
        if (isReady === undefined) return;
        const isDeleted = async () => ((await this.look(subject)) === undefined ? true : undefined);
        await until(context, `The deletion of ${id}`, isDeleted, WAIT_SECONDS);
    }

    /** The id of what was made: as AWS tells it, or as it follows from the arguments. */
    private idOf(answer: any, context: LiveContext, inputs: Props): string {
        const { key, id } = this.definition;
        const members = Object.keys(key).filter((member) => key[member] === "id");
        if (members.length === 0) return this.row.simulate(context, inputs).id;
        const places = [answer, ...Object.values<any>(answer ?? {})];
        const told = [...members, "id", "Id"].flatMap((member) => places.flatMap((place) => place?.[member] ?? []));
        if (told.length > 0) return String(told[0]);
        if (typeof id === "string") return this.row.simulate(context, inputs).id;
        throw new Error(`no id was told, neither as ${members.join(" nor as ")} nor as 'id'.`);
    }

    private get row(): ResourceRow {
        return this.rowOf();
    }

    /** The arguments that are sent: what names are made of, and where the resource is, are not. */
    private get arguments(): readonly string[] {
        const { own = [] } = this.definition;
        const others = ["region", "tags", `${this.row.autoName?.property}Prefix`, ...own];
        return (this.lazyArguments ??= [...argumentNames(this.row)].filter((name) => !others.includes(name)));
    }

    private get changeable(): readonly string[] {
        return this.arguments.filter((name) => this.row.replaceOn?.includes(name) !== true);
    }

    /** The given ones of these arguments, and what stands for those that are not given any more. */
    private wanted({ props, old }: Subject, names: readonly string[]): Props {
        const dropped = names.filter((name) => old[name] !== undefined && props[name] === undefined);
        return { ...pick(this.definition.unset ?? {}, dropped), ...pick(props, names) };
    }

    /** Whether the arguments say anything but what there is by default. */
    private isApart({ of }: Part, inputs: Props): boolean {
        return of.some((name) => inputs[name] !== undefined) && isChanged(this.row.defaults ?? {}, inputs, ...of);
    }

    private async set({ of, set, clear = set, none }: Part, subject: Subject): Promise<void> {
        const isNone = none !== undefined && subject.props[of[0]] === none;
        const isGiven = !isNone && of.some((name) => subject.props[name] !== undefined);
        await this.perform(isGiven ? set : clear, subject, this.wanted(subject, of));
        await subject.settle();
    }

    private subject(context: LiveContext, id: string | undefined, given: Props, old: Props): Subject {
        const isImport = id !== undefined && Object.keys(given).length === 0;
        const props = isImport ? toldById(this.definition, id) : given;
        const subject: Subject = {
            row: this.definition,
            context,
            id: id ?? "",
            props,
            old,
            send: (command, request = {}) => {
                const members = { ...this.key(props, id, isImport), ...request };
                const input = toRequest(requestOf(command), members, this.names);
                return clientOf(context.clients, command).send(new command(input));
            },
            sendIfExists: (command, request) => ifExists(subject.send(command, request)),
            find: () => this.find(subject),
            settle: () => this.settle(subject),
        };
        return subject;
    }

    private key(props: Props, id: string | undefined, isImport = false): Props {
        const members = Object.entries(this.definition.key).map(([member, name]) => {
            const wanted = name.replace("?", "");
            const value = wanted === "id" ? id : props[wanted];
            if (value === undefined && id !== undefined && wanted === name)
                throw new Error(
                    isImport
                        ? `This cannot be imported: its id does not tell '${wanted}'.`
                        : `AWS cannot be asked for '${id}': '${wanted}', by which it names it, is not given.`,
                );
            return [member, value];
        });
        return Object.fromEntries(members);
    }

    /** What tags are put on, by the names of outputs, of arguments and `id`. */
    private about({ context, id, props }: Subject): Props {
        return { ...props, ...describedBy(this.definition, context, props, id).outputs, ...pick(props, ["arn"]), id };
    }

    private async perform(call: Call, subject: Subject, args: Props, tags: Record<string, string> = {}): Promise<any> {
        const sent = { ...args };
        for (const [name, { to }] of Object.entries(this.definition.wire ?? {}))
            if (to !== undefined && sent[name] !== undefined) sent[name] = to(sent[name], subject);
        if (typeof call === "function") return call(subject, sent);
        const [command, shape] = call;
        const schema = requestOf(command);
        const below = (member: string) => toRequest(schema.getMemberSchema(member), sent, this.names);
        const shaped = typeof shape === "string" ? { [shape]: below(shape) } : (shape?.(sent, subject) ?? sent);
        const tagged = Object.keys(tags).length === 0 ? {} : taggedRequest(schema, tags);
        return subject.send(command, { ...this.asTexts(call, shaped), ...tagged });
    }

    private asTexts([command]: Extract<Call, readonly unknown[]>, args: Props): Props {
        const { texts } = this.definition;
        if (texts === undefined) return args;
        const others = Object.keys(args).filter(
            (name) => memberFor(requestOf(command), name, this.names) === undefined,
        );
        if (others.length === 0) return args;
        const named = others.map((name) => [this.names[name] ?? capitalized(name), args[name]]);
        return { ...args, [texts]: Object.fromEntries(named) };
    }

    private async find(subject: Subject): Promise<any> {
        const { alsoRead = [] } = this.definition;
        const found = await this.look(subject);
        if (found === undefined) return undefined;
        const more = await Promise.all(alsoRead.map((each) => this.ask(each, subject)));
        return Object.assign({}, found, ...more);
    }

    /** What {@link CrudRow.read} alone finds, which is enough for who waits. */
    private async look(subject: Subject): Promise<any> {
        return (await this.ask(this.definition.read, subject)) ?? undefined;
    }

    private async ask(read: Read, subject: Subject): Promise<any> {
        if (typeof read === "function") return read(subject);
        const [command, part, request = {}] = read;
        const asked = typeof request === "function" ? request(subject) : request;
        const answer = await subject.sendIfExists(command, asked);
        if (answer === undefined) return undefined;
        if (typeof part === "function") return part(answer, subject);
        if (part === undefined) return answer;
        return part.endsWith(".*") ? this.itemOf(valueIn(answer, part.slice(0, -2)), subject) : valueIn(answer, part);
    }

    /** The item of a list that has the values of the key, as far as it tells them. */
    private itemOf(list: readonly Props[] = [], { props, id }: Subject): Props | undefined {
        const key = Object.entries(this.key(props, id));
        return list.find((item) => {
            const told = key.filter(([member]) => item[member] !== undefined);
            return told.length > 0 && told.every(([member, value]) => item[member] === value);
        });
    }

    /** The outputs of a resource that was just made or changed. */
    private async outputs(subject: Subject): Promise<Props> {
        const { context, props, id } = subject;
        const foretold = describedBy(this.definition, context, props, id).outputs;
        if (this.definition.outputs === undefined) return foretold;
        const found = await this.find(subject);
        const all = found === undefined ? {} : told(this.definition, this.row, this.arguments, subject, found);
        return pick({ ...foretold, ...all }, Object.keys(foretold));
    }

    private async settle(subject: Subject): Promise<void> {
        const { isReady } = this.definition;
        if (isReady === undefined) return;
        const isSettled = async () => {
            const found = await this.look(subject);
            return found !== undefined && isReady(found) ? true : undefined;
        };
        await until(subject.context, `'${subject.id}' taking changes`, isSettled, WAIT_SECONDS);
    }
}

function takes(call: Call, name: string, names: Props): boolean {
    if (typeof call === "function") return false;
    const schema = requestOf(call[0]);
    return name === "tags"
        ? Object.keys(taggedRequest(schema, {})).length > 0
        : memberFor(schema, name, names) !== undefined;
}
