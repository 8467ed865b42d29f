/** Something that somebody may do, or may not do whatever else lets them. */
export interface Permission {
    /** `role place-order`, `lambda.amazonaws.com`, `everybody`. */
    readonly principal: string;
    /** Its ARN. @default - it has none, or several */
    readonly principalArn?: string;
    /** What acts as the role: `function place-order`. */
    readonly usedBy: readonly string[];
    readonly effect: "allow" | "deny";
    /** Patterns as `s3:Get*`, or one text `everything but iam:*`. */
    readonly actions: readonly string[];
    /** `table orders`, `bucket lake/orders/*`; the ARN or pattern of what is none of the states'. */
    readonly resource: string;
    /** The ARN or pattern. */
    readonly arn: string;
    /** All of them have to hold. Names of resources stand for what AWS draws anew when one is replaced. */
    readonly conditions: readonly string[];
    /** Where it is said: `role policy place-order-run`. */
    readonly through: readonly string[];
}

/** Something of which the states do not tell what it lets somebody do. */
export interface Undecided {
    /** @default - whoever it is about is not known either */
    readonly principal?: string;
    readonly because: string;
}

/** Some of what is told. */
export interface AccessPart {
    readonly permissions: readonly Permission[];
    readonly undecided: readonly Undecided[];
}

/** Who may do what in an environment. */
export interface Access extends AccessPart {
    /** Names of the environment's resources by their ARNs. */
    readonly resources: ReadonlyMap<string, string>;
}
