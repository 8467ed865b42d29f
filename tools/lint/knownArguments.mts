import type { Rule } from "eslint";
import ts from "typescript";

/** What typescript-eslint gives rules that know types (https://typescript-eslint.io/developers/custom-rules#typed-rules). */
interface TypedServices {
    readonly program: ts.Program;
    readonly esTreeNodeToTSNodeMap: { get(node: unknown): ts.Node };
}

/** A call, or a constructor's, as rules are given it. */
type Call = Parameters<NonNullable<Rule.RuleListener["CallExpression" | "NewExpression"]>>[0];

/**
 * Reports members of arguments that a resource's constructor does not take. The compiler looks for them in object literals only,
 * not in what is spread into those, nor in what a variable passes on: a misspelt argument is left out without a word there, and the
 * resource has the default in its place.
 */
export const knownArguments: Rule.RuleModule = {
    meta: {
        type: "problem",
        docs: { description: "Arguments of resources are those that their constructors take" },
        messages: { unknown: "{{resource}} takes no argument '{{path}}', which would be left out without a word." },
        schema: [],
    },
    create(context) {
        const { program, esTreeNodeToTSNodeMap } = context.sourceCode.parserServices as TypedServices;
        const checker = program.getTypeChecker();
        const look = (node: Pick<Call, "arguments">, resource: string): void => {
            const call = esTreeNodeToTSNodeMap.get(node) as ts.CallExpression | ts.NewExpression;
            const signature = checker.getResolvedSignature(call);
            node.arguments.forEach((argument, index) => {
                const parameter = signature?.parameters[index];
                if (parameter === undefined || argument.type === "SpreadElement") return;
                const given = checker.getTypeAtLocation(esTreeNodeToTSNodeMap.get(argument));
                const taken = checker.getTypeOfSymbolAtLocation(parameter, call);
                for (const path of new Set(unknownMembers(checker, given, taken)))
                    context.report({ node: argument, messageId: "unknown", data: { resource, path } });
            });
        };
        return {
            NewExpression(node) {
                const call = esTreeNodeToTSNodeMap.get(node) as ts.NewExpression;
                if (!isResource(checker, checker.getTypeAtLocation(call))) return;
                const resource = context.sourceCode.getText(node.callee);
                look(node, resource);
                // What a helper passes on, such as `transformed` of the components.
                for (const argument of node.arguments)
                    if (argument.type === "SpreadElement" && argument.argument.type === "CallExpression")
                        look(argument.argument, resource);
            },
        };
    },
};

/** Whether it is a resource of Pulumi: an instance of a class that descends from its `Resource`. */
function isResource(checker: ts.TypeChecker, { symbol }: { readonly symbol?: ts.Symbol }): boolean {
    if (symbol === undefined) return false;
    const type = checker.getDeclaredTypeOfSymbol(symbol);
    if (!type.isClassOrInterface()) return false;
    return symbol.name === "Resource" || checker.getBaseTypes(type).some((base) => isResource(checker, base));
}

/**
 * The members of `given` that no alternative of `taken` has, as paths.
 *
 * @param above - what is being compared with what: types may hold themselves
 */
function unknownMembers(
    checker: ts.TypeChecker,
    given: ts.Type,
    taken: ts.Type,
    path = "",
    above: readonly (readonly [ts.Type, ts.Type])[] = [],
): string[] {
    const takes = alternativesOf(checker, taken);
    if (takes.some((type) => isOpen(checker, type))) return [];
    const below = (type: ts.Type, others: readonly ts.Type[], here: string, pair: readonly [ts.Type, ts.Type]) =>
        // Of alternatives one is enough: what is reported are the members that even the one that fits best does not have.
        others
            .map((other) => unknownMembers(checker, type, other, here, [...above, pair]))
            .reduce((best, found) => (found.length < best.length ? found : best));
    return alternativesOf(checker, given).flatMap((type) => {
        if (!isData(type) || above.some(([one, other]) => one === type && other === taken)) return [];
        const element = elementOf(checker, type);
        const alike = takes.filter((other) => isObject(other) && !elementOf(checker, other) === !element);
        // What is of another kind altogether the compiler finds.
        if (alike.length === 0) return [];
        if (element !== undefined) {
            return below(
                element,
                alike.flatMap((other) => elementOf(checker, other) ?? []),
                path,
                [type, taken],
            );
        }
        return checker.getPropertiesOfType(type).flatMap((member) => {
            const here = path === "" ? member.name : `${path}.${member.name}`;
            const known = alike.flatMap((other) => checker.getPropertyOfType(other, member.name) ?? []);
            if (known.length === 0) return [here];
            const types = known.map((found) => checker.getTypeOfSymbol(found));
            return below(checker.getTypeOfSymbol(member), types, here, [type, taken]);
        });
    });
}

/** The types that a type stands for, one by one: of promises and outputs what they will be. */
function alternativesOf(checker: ts.TypeChecker, type: ts.Type): ts.Type[] {
    if (type.isUnion()) return type.types.flatMap((one) => alternativesOf(checker, one));
    // `NoInfer<T>`
    if ((type.flags & ts.TypeFlags.Substitution) !== 0)
        return alternativesOf(checker, (type as ts.SubstitutionType).baseType);
    const parts = type.isIntersection() ? type.types : [type];
    const later = parts.find(({ symbol }: { symbol?: ts.Symbol }) =>
        /^(Promise|OutputInstance)$/.test(symbol?.name ?? ""),
    );
    if (later === undefined) return [type];
    return checker.getTypeArguments(later as ts.TypeReference).flatMap((one) => alternativesOf(checker, one));
}

/** Whether every member is one of it: `any`, maps with keys of their own. */
function isOpen(checker: ts.TypeChecker, type: ts.Type): boolean {
    const { Any, Unknown, TypeParameter, NonPrimitive } = ts.TypeFlags;
    if ((type.flags & (Any | Unknown | TypeParameter | NonPrimitive)) !== 0) return true;
    return checker.getIndexInfoOfType(type, ts.IndexKind.String) !== undefined;
}

/** The type of a list's elements. */
function elementOf(checker: ts.TypeChecker, type: ts.Type): ts.Type | undefined {
    const isList = checker.isArrayType(type) || checker.isTupleType(type);
    return isList ? checker.getIndexTypeOfType(type, ts.IndexKind.Number) : undefined;
}

function isObject(type: ts.Type): boolean {
    return (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0;
}

/** Whether a value is there for its members: no text, no function, nothing with a life of its own such as another resource. */
function isData(type: ts.Type): boolean {
    return isObject(type) && !type.isClass() && type.getCallSignatures().length === 0;
}
