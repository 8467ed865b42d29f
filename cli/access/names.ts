import { grouped } from "../../policies/framework/grouped";
import { identitiesOf, type StackResource, type StackView } from "../../policies/framework/stack";

/** Identities by which policies and their conditions name resources. */
const IDENTITIES = ["arn", "executionArn", "id", "name", "bucket", "url"];

/** What has the ARN of something else, with a suffix. */
const ALIASES = "aws:lambda/alias:Alias";

/** Names for people of what policies name. */
export class Names {
    /** By ARN, what there is. */
    readonly byArn: ReadonlyMap<string, string>;
    private readonly identities: RegExp;
    private readonly byIdentity: ReadonlyMap<string, string>;

    constructor(private readonly view: StackView) {
        const named = view.all().filter(({ type }) => type.startsWith("aws:") && type !== ALIASES);
        const shared = grouped(named, (each) => [plainName(each)]);
        const nameOf = (each: StackResource) => {
            const name = plainName(each);
            return shared.get(name)?.length === 1 ? name : `${name} (${layerOf(each)})`;
        };
        const by = (identities: readonly string[], accepts: (identity: string) => boolean) =>
            new Map(
                named.flatMap((each) =>
                    identitiesOf(
                        each,
                        identities.filter((identity) => !isGiven(each, identity)),
                    )
                        .filter(accepts)
                        .map((identity): [string, string] => [identity, nameOf(each)]),
                ),
            );
        this.byArn = by(["arn", "executionArn"], () => true);
        // Shorter ones stand in texts by chance.
        this.byIdentity = by(IDENTITIES, (identity) => identity.length >= 8 && !/^\d+$/.test(identity));
        const longestFirst = [...this.byIdentity.keys()].sort((one, other) => other.length - one.length);
        this.identities = new RegExp(
            longestFirst.map((each) => each.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")).join("|") || "(?!)",
            "g",
        );
    }

    /** `arn:aws:s3:::lake-dev-1a2b3c4/orders/*` → `bucket lake/orders/*`; what is none of the states' keeps its ARN. */
    of(pattern: string): string {
        for (const [end] of [...ends(pattern)].reverse()) {
            const name = this.byArn.get(pattern.slice(0, end));
            if (name !== undefined) return `${name}${pattern.slice(end)}`;
        }
        return pattern;
    }

    /** A text in which names stand for what AWS draws anew when a resource is replaced. */
    lasting(text: string): string {
        return text.replace(this.identities, (identity) => this.byIdentity.get(identity) ?? identity);
    }

    /** Who uses a role: what names its ARN, other than policies. */
    usersOf(arn: string): string[] {
        const users = this.view.all().filter(({ type, props }) => !type.startsWith("aws:iam/") && names(props, arn));
        return [...new Set(users.map(plainName))].sort();
    }
}

/** What has another's ARN as an argument is about that one. */
function isGiven({ props }: StackResource, identity: string): boolean {
    return identity === "arn" && (props as { arn?: unknown }).arn !== undefined;
}

function* ends(pattern: string): Iterable<[number]> {
    for (const { index } of pattern.matchAll(/[/:]|$/g)) yield [index];
}

function names(value: unknown, arn: string): boolean {
    if (value === arn) return true;
    return typeof value === "object" && value !== null && Object.values(value).some((inner) => names(inner, arn));
}

/** `aws:s3/bucket:Bucket` → `bucket lake` */
export function plainName({ type, name }: Pick<StackResource, "type" | "name">): string {
    const words = (type.split(":")[2] ?? type).replace(/V2$/, "").replace(/(?<=[a-z0-9])(?=[A-Z])/g, " ");
    return `${words.toLowerCase()} ${name}`;
}

/** `urn:pulumi:dev::platform-data::…` → `data` */
function layerOf({ urn }: StackResource): string {
    return (urn.split("::")[1] ?? "").replace(/^platform-/, "");
}
