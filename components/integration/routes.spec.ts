import assert from "node:assert/strict";
import { pathSlug, routesByPath, validateRoutes, variablesOf, type HttpMethod, type Route } from "./routes";

const route = (path: string, method: HttpMethod = "GET"): Route => ({
    method,
    path,
    function: {} as Route["function"],
});

describe("routes", () => {
    it("are named by their path, and tell its variables", () => {
        assert.equal(pathSlug("/a/{b}/c"), "a-b-c");
        assert.deepEqual(variablesOf("/a/{b}/c/{d+}"), ["b", "d"]);
    });

    it("give each path what it answers", () => {
        const [get, other, put] = [route("/a"), route("/b"), route("/a", "PUT")];
        assert.deepEqual(
            [...routesByPath([get, other, put])],
            [
                ["/a", [get, put]],
                ["/b", [other]],
            ],
        );
    });

    it("are accepted when each has its own method and path", () => {
        validateRoutes("x", [
            route("/a"),
            route("/a", "PUT"),
            route("/a/{b}"),
            route("/a/{b}/c"),
            route("/a/all"),
            route("/c/{d+}"),
            route("/c/{d+}", "POST"),
            route("/order-items", "POST"),
            route("/orderitems", "POST"),
        ]);
    });

    it("are accepted whatever a body's properties are called and may be", () => {
        const properties = { example: { type: "string", enum: ["oneOf"] }, lines: { items: { maxItems: 1 } } };
        validateRoutes("x", [{ ...route("/a", "POST"), bodySchema: { type: "object", properties } }]);
    });

    const refused: readonly [what: string, routes: Route[], message: RegExp][] = [
        ["none", [], /RestApi 'x': routes must hold at least one route/],
        ["a path without its first slash", [route("orders")], /the path 'orders' must be segments such as/],
        [
            "a body of which API Gateway would not look at a part",
            [{ ...route("/a", "POST"), bodySchema: { properties: { b: { items: [{ oneOf: [] }] } } } }],
            /the bodySchema of POST \/a says 'oneOf', which API Gateway does not support\./,
        ],
        ["the same twice", [route("/a"), route("/a")], /GET \/a is declared twice; keep one route/],
        [
            "a parameter beside a segment of its name",
            [route("/orders/{id}"), route("/orders/id")],
            /\/orders\/\{id\} and \/orders\/id would both be named 'GET-orders-id'; rename one of them/,
        ],
        ["a dash like a slash", [route("/a-b"), route("/a/b")], /\/a-b and \/a\/b would both be named 'GET-a-b'/],
        [
            "two variables at one place",
            [route("/orders/{id}"), route("/orders/{orderId}/lines")],
            /below '\/orders\/' stand the variables \{id\} and \{orderId\}; API Gateway takes one, so give all routes the same\./,
        ],
        [
            "two variables below a variable, whatever the method",
            [route("/a/{b}/{c}"), route("/a/{b}/{d}", "POST")],
            /below '\/a\/\{b\}\/' stand the variables \{c\} and \{d\}/,
        ],
        [
            "a variable beside a greedy one",
            [route("/{child}"), route("/{proxy+}")],
            /below '\/' stand the variables \{child\} and \{proxy\+\}/,
        ],
        ["a greedy variable in the middle", [route("/{a+}/b")], /in '\/\{a\+\}\/b' a greedy variable must be the last/],
        ["one variable twice", [route("/a/{id}/b/{id}")], /'\/a\/\{id\}\/b\/\{id\}' names two variables 'id'/],
    ];
    for (const [what, routes, message] of refused) {
        it(`are refused: ${what}`, () => assert.throws(() => validateRoutes("x", routes), message));
    }
});
