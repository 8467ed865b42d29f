"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.judgePlainHttpDenied = judgePlainHttpDenied;
const reading_1 = require("../framework/reading");
const actions_1 = require("../iam/actions");
const principal_1 = require("../iam/principal");
const sources_1 = require("../iam/sources");
/** Judges whether the policies in a resource deny requests without TLS. Several denials may share the actions of a part. */
function judgePlainHttpDenied(resource, judge, parts) {
    for (const { path, document: found } of (0, sources_1.documentsOf)(resource, "resource")) {
        const document = judge.read(path, found);
        if (document === undefined)
            continue;
        const statements = document.statements.filter(reading_1.isKnown).map(({ value }) => value);
        const denials = statements.filter(deniesPlainHttp);
        const pending = [...document.statements, ...statements.flatMap(elementsOf)].find((element) => !element.known);
        for (const { id: part, name, actions, covered } of parts) {
            const id = `${path}#${part}`;
            const here = denials.filter(({ resources = [] }) => resources.some((pattern) => pattern.known && covered.test(pattern.value)));
            const denied = actions.every((action) => here.some((denial) => isAbout(denial, action)));
            if (!denied && pending !== undefined)
                judge.read(id, pending);
            else {
                const message = `'${resource.name}' does not deny requests without TLS to ${name}.`;
                judge.decide(id, () => (denied ? undefined : message));
            }
        }
    }
}
function elementsOf(statement) {
    const { effect, actions = [], notActions = [], resources = [], principals = [], conditions } = statement;
    return [effect, ...actions, ...notActions, ...resources, ...principals, ...conditions];
}
function deniesPlainHttp({ effect, principals = [], conditions }) {
    return (effect.known &&
        effect.value === "Deny" &&
        principals.some((principal) => principal.known && (0, principal_1.isEverybody)(principal.value)) &&
        conditions.length === 1 &&
        conditions.every((condition) => condition.known && isPlainHttp(condition.value)));
}
/** Whether an action is among those of a statement, or not among those that it leaves out. */
function isAbout({ actions = [], notActions }, action) {
    return notActions === undefined
        ? actions.some((pattern) => pattern.known && (0, actions_1.reaches)(pattern.value, action))
        : notActions.every((pattern) => pattern.known && !(0, actions_1.reaches)(pattern.value, action));
}
function isPlainHttp({ operator, key, values }) {
    const asksBool = operator.toLowerCase() === "bool" && key === "aws:securetransport";
    return (asksBool && values.length === 1 && values.every((value) => value.known && value.value.toLowerCase() === "false"));
}
