/**
 * The block of settings at a property, made where there is none. A remedy sets one value in it; the settings beside that value,
 * also those that are not known yet, stay as they are.
 */
export function blockOf<T extends object, K extends keyof T>(holder: T, property: K): NonNullable<T[K]> {
    if (holder[property] === undefined) holder[property] = {} as NonNullable<T[K]>;
    return holder[property] as NonNullable<T[K]>;
}
