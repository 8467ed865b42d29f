import { TAGGABLE_TYPES } from "../../aws/tags/taggable";
import { wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/** Who owns a resource, and for which environment, is asked when it costs or fails. The provider's default tags count: they are in `tagsAll`. */
export const tagsRequiredPresent = defineRule({
    id: "tags-required-present",
    displayName: "Resources have the required tags",
    description: "Every resource that takes tags has the required ones.",
    severity: "low",
    level: "advisory",
    tags: ["tags", "operations"],
    frameworks: [wellArchitected("COST03-BP02")],
    remediationSteps: "Give the resource tags, or all of them by the provider's defaultTags or a stack transformation.",
    url: "https://docs.aws.amazon.com/whitepapers/latest/tagging-best-practices/tagging-best-practices.html",
    examples: ["aws.sqs.Queue orders", "DataStream tagged"],
    types: TAGGABLE_TYPES,
    typesInWords: "every taggable type",
    parameters: {
        keys: {
            type: "array",
            description: "Names of the tags that every resource has.",
            default: ["owner", "environment"],
            items: { type: "string" },
        },
    },
    resource({ name, props }: ResourceView, judge, { keys }) {
        for (const key of keys) {
            judge.decide(`tags.${key}`, () => {
                const isTagged = ["tags", "tagsAll"].some((property) => {
                    const tags = props[property] as Readonly<Record<string, string>> | undefined;
                    return (tags?.[key] ?? "") !== "";
                });
                return isTagged ? undefined : `'${name}' has no tag '${key}'.`;
            });
        }
    },
});
