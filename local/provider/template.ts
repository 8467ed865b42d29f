const PLACE = /\{(\w+)\}/g;

/** A text with names in braces, and what they stand for in their places. */
export function fill(template: string, values: Readonly<Record<string, any>>): string {
    return template.replace(PLACE, (_, name: string) => `${values[name]}`);
}

/** What the names of a template stand for in a text that it made; nothing where it made none such. */
export function unfill(template: string, text: string): Record<string, string> {
    const names = [...template.matchAll(PLACE)].map(([, name]) => name);
    const pattern = template
        .split(PLACE)
        .map((part, index) => (index % 2 === 1 ? "(.+?)" : part.replace(/[^\w]/g, "\\$&")))
        .join("");
    const [, ...values] = new RegExp(`^${pattern}$`).exec(text) ?? [];
    return Object.fromEntries(values.map((value, index) => [names[index], value]));
}
