import { fromAnswer } from "./casing";
import type { CrudRow, Subject } from "./crud";
import { factsOf } from "./facts";
import { describedBy, type Props, type ResourceRow } from "./row";
import { unfill } from "./template";
import { isObject } from "./values";
import { pick } from "./wire";

/** What an id tells of the arguments. */
export function toldById({ id: way, arn, idTells }: CrudRow, id: string): Props {
    if (idTells !== undefined) return idTells(id);
    if (typeof way === "function") return {};
    const template = way === "arn" && arn !== undefined ? arn : way.includes("{") ? way : `{${way}}`;
    return unfill(template, id);
}

/**
 * The arguments and outputs that an answer tells; of outputs on which it is silent what they were, or what follows from the
 * arguments.
 *
 * @param args - the arguments that the calls of the row take
 */
export function told(
    definition: CrudRow,
    { args: taken }: ResourceRow,
    args: readonly string[],
    subject: Subject,
    found: unknown,
): Props {
    const { names = {}, derived = [], recomputes = {}, stale = [], wire = {} } = definition;
    const { context, id, props } = subject;
    const foretold = describedBy(definition, context, props, id).outputs;
    const paths = taken.filter((path) => path !== "tags");
    const answer: Props = fromAnswer([...paths, ...Object.keys(foretold)], found, names);
    for (const [name, { from }] of Object.entries(wire))
        if (from !== undefined && name in answer) answer[name] = from(answer[name], subject);
    for (const name of stale) if (name in answer) answer[name] = props[name] ?? answer[name];
    for (const name of scalarsOf(definition.type)) if (name in answer) answer[name] = fromText(answer[name]);
    const isSaid = ([name, value]: [string, unknown]) =>
        name in foretold || props[name] !== undefined || !isNothing(value);
    const all = Object.fromEntries(Object.entries(answer).filter(isSaid));
    const outputs = describedBy(definition, context, { ...props, ...all }, id).outputs;
    const isKept = (name: string) => ![...args, ...derived].includes(name) && !(name in recomputes);
    const byId = Object.keys(toldById(definition, id)).filter((name) => args.includes(name));
    return { ...pick(props, byId), ...outputs, ...pick(props, Object.keys(outputs).filter(isKept)), ...all };
}

/** What is a flag or a number, and to some services a text nevertheless. */
function scalarsOf(type: string): readonly string[] {
    const { scalars, outputs } = factsOf(type);
    return [...scalars, ...Object.keys(outputs).filter((name) => /number|boolean/.test(outputs[name]))];
}

/** What AWS has where nothing was said. */
function isNothing(value: unknown): boolean {
    return value === "" || ((Array.isArray(value) || isObject(value)) && Object.keys(value).length === 0);
}

/** The flag or the number that a text stands for. */
function fromText(text: unknown): unknown {
    return typeof text === "string" && /^(true|false|\d+)$/.test(text) ? (JSON.parse(text) as unknown) : text;
}
