/** Things by their keys, of which each may have several. */
export function grouped<T, K>(things: readonly T[], keysOf: (thing: T) => readonly K[]): ReadonlyMap<K, readonly T[]> {
    const groups = new Map<K, T[]>();
    for (const thing of things) {
        for (const key of keysOf(thing)) {
            const group = groups.get(key);
            if (group === undefined) groups.set(key, [thing]);
            else group.push(thing);
        }
    }
    return groups;
}
