import * as pulumi from "@pulumi/pulumi";

/** Tags by name. */
export type Tags = Readonly<Record<string, string>>;

/** Gives every taggable resource of the running stack these tags; a resource's own tag of the same name wins. */
export function tagEverything(tags: Tags): void {
    pulumi.runtime.registerStackTransformation(tagTransformation(tags));
}

/** The transformation behind {@link tagEverything}. */
export function tagTransformation(tags: Tags): pulumi.ResourceTransformation {
    return ({ type, props, opts }) => {
        if (!takesTags(type, props)) return undefined;
        const given = props as { readonly tags?: pulumi.Input<Tags> };
        return { props: { ...given, tags: pulumi.output(given.tags).apply((own) => ({ ...tags, ...own })) }, opts };
    };
}

/**
 * The provider's classes name all their properties, also those on which the program is silent. `tagsAll` tells tags by name
 * from other forms, such as an Auto Scaling group's. What awsx makes gets its tags from the awsx component, since
 * transformations of the program do not see it.
 */
function takesTags(type: string, props: object): boolean {
    return "tags" in props && ("tagsAll" in props || type.startsWith("awsx:"));
}
