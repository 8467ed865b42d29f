/** A resource of a state, as far as the bench reads it. */
export interface Resource {
    readonly urn: string;
    readonly type: string;
    readonly id?: string;
    readonly inputs?: Readonly<Record<string, unknown>>;
    readonly outputs?: Readonly<Record<string, unknown>>;
    readonly propertyDependencies?: Readonly<Record<string, readonly string[] | null>>;
}

/** A state as `pulumi stack export` writes it. */
export interface State {
    readonly version: number;
    readonly deployment: { readonly resources: readonly Resource[] };
}

/** Whether AWS has the resource. The others, components and the engine's own, group them; only these are counted. */
export function isOfAws({ type }: Resource): boolean {
    return type.startsWith("aws:");
}

/** The number of AWS resources in some states. */
export function countOf(states: readonly State[]): number {
    return states.reduce((sum, { deployment }) => sum + deployment.resources.filter(isOfAws).length, 0);
}
