import { UnreadableError } from "../../framework/reading";

/**
 * The alarms whose problem makes a composite alarm go off, by the names or ARNs that its rule gives: those whose change to
 * `ALARM` can make the rule true. In `ALARM("a") AND NOT ALARM("b")` only the first can, and none beside a `TRUE` or `FALSE` that
 * decides alone.
 *
 * The grammar is that of https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-combining.html: `AND`, `OR`, `NOT`,
 * parentheses, `ALARM(…)`, `OK(…)`, `INSUFFICIENT_DATA(…)`, `AT_LEAST(2, ALARM, (…, …))`, `TRUE` and `FALSE`; names without quotes have
 * no blank, parenthesis or comma.
 *
 * @param subject the rule, for people: `alarmRule of 'all'`
 * @throws UnreadableError when it is another text
 */
export function alarmsRaising(rule: string, subject: string): ReadonlySet<string> {
    const term = new Parser(tokensOf(rule, subject), subject).whole();
    return new Set(term.kind === "constant" ? [] : term.raising);
}

/** What is known of an expression: that it never changes, or which alarms make it true when they go off, and which false. */
type Term =
    | { readonly kind: "constant"; readonly value: boolean }
    | { readonly kind: "varying"; readonly raising: readonly string[]; readonly lowering: readonly string[] };

/** `name` is the text of a name in quotes; a bare one stands as it is. */
interface Token {
    readonly text: string;
    readonly quoted: boolean;
}

const TOKEN = /\s*(?:"((?:[^"\\]|\\.)*)"|([(),])|([^\s(),"]+))/y;
const STATES = ["ALARM", "OK", "INSUFFICIENT_DATA"];

function tokensOf(rule: string, subject: string): Token[] {
    const tokens: Token[] = [];
    const pattern = new RegExp(TOKEN);
    const text = rule.trimEnd();
    while (pattern.lastIndex < text.length) {
        const at = pattern.lastIndex;
        const [, quoted, sign, bare = ""] = pattern.exec(text) ?? [];
        if (quoted !== undefined) tokens.push({ text: quoted.replace(/\\(.)/g, "$1"), quoted: true });
        else if (sign !== undefined || bare !== "") tokens.push({ text: sign ?? bare, quoted: false });
        else throw new UnreadableError(subject, `has an open quotation mark at ${text.slice(at, at + 20)}`);
    }
    return tokens;
}

/** By recursive descent: what is joined by OR is made of what is joined by AND. */
class Parser {
    private position = 0;

    constructor(
        private readonly tokens: readonly Token[],
        private readonly subject: string,
    ) {}

    whole(): Term {
        const term = this.joined("OR", () => this.joined("AND", () => this.factor()));
        return this.position === this.tokens.length ? term : this.fail();
    }

    private joined(operator: "AND" | "OR", part: () => Term): Term {
        const terms = [part()];
        while (this.takes(operator)) terms.push(part());
        return join(terms, operator === "OR");
    }

    private factor(): Term {
        if (this.takes("NOT")) return negated(this.factor());
        if (this.takes("(")) {
            const term = this.joined("OR", () => this.joined("AND", () => this.factor()));
            this.expect(")");
            return term;
        }
        if (this.takes("TRUE")) return { kind: "constant", value: true };
        if (this.takes("FALSE")) return { kind: "constant", value: false };
        if (this.takes("AT_LEAST")) return this.atLeast();
        const state = this.state();
        this.expect("(");
        const name = this.name();
        this.expect(")");
        return stateOf(state, [name]);
    }

    /** `(2, NOT OK, (a, b, c))` or `(50%, …)` */
    private atLeast(): Term {
        this.expect("(");
        if (!/^\d+%?$/.test(this.next().text)) this.fail();
        this.expect(",");
        const isNegated = this.takes("NOT");
        const state = this.state();
        this.expect(",");
        this.expect("(");
        const names = [this.name()];
        while (this.takes(",")) names.push(this.name());
        this.expect(")");
        this.expect(")");
        return isNegated ? negated(stateOf(state, names)) : stateOf(state, names);
    }

    private state(): string {
        return STATES.find((state) => this.takes(state)) ?? this.fail();
    }

    private name(): string {
        const { text, quoted } = this.next();
        return quoted || !/^[(),]$/.test(text) ? text : this.fail();
    }

    private takes(word: string): boolean {
        const token = this.tokens[this.position];
        if (token === undefined || token.quoted || token.text.toUpperCase() !== word) return false;
        this.position++;
        return true;
    }

    private expect(sign: string): void {
        if (!this.takes(sign)) this.fail();
    }

    private next(): Token {
        return this.tokens[this.position++] ?? this.fail();
    }

    private fail(): never {
        const rest = this.tokens.slice(this.position, this.position + 4).map(({ text }) => text);
        throw new UnreadableError(this.subject, `is no rule of alarms at '${rest.join(" ")}'`);
    }
}

function stateOf(state: string, names: readonly string[]): Term {
    return state === "ALARM"
        ? { kind: "varying", raising: names, lowering: [] }
        : { kind: "varying", raising: [], lowering: names };
}

function negated(term: Term): Term {
    return term.kind === "constant"
        ? { kind: "constant", value: !term.value }
        : { kind: "varying", raising: term.lowering, lowering: term.raising };
}

/** A constant either decides by itself or changes nothing. */
function join(terms: readonly Term[], deciding: boolean): Term {
    const varying = terms.flatMap((term) => (term.kind === "varying" ? [term] : []));
    if (terms.some((term) => term.kind === "constant" && term.value === deciding))
        return { kind: "constant", value: deciding };
    if (varying.length === 0) return { kind: "constant", value: !deciding };
    return {
        kind: "varying",
        raising: varying.flatMap(({ raising }) => raising),
        lowering: varying.flatMap(({ lowering }) => lowering),
    };
}
