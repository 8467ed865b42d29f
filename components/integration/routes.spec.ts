import assert from "node:assert/strict";
import { methodsByPath, pathNodes, pathSlug, validateRoutes, type HttpMethod, type Route } from "./routes";

const route = (path: string, method: HttpMethod = "GET"): Route => ({
    method,
    path,
    function: {} as Route["function"],
});

describe("routes", () => {
    it("become a tree of path segments, each once, parents first", () => {
        const nodes = pathNodes([route("/a/{b}/c"), route("/a/{b}")]);
        assert.deepEqual(
            nodes.map(({ path, segment, parent }) => [path, segment, parent]),
            [
                ["/a", "a", ""],
                ["/a/{b}", "{b}", "/a"],
                ["/a/{b}/c", "c", "/a/{b}"],
            ],
        );
        assert.equal(pathSlug("/a/{b}/c"), "a-b-c");
    });

    it("give each path its methods", () => {
        assert.deepEqual(
            [...methodsByPath([route("/a"), route("/b"), route("/a", "PUT")])],
            [
                ["/a", ["GET", "PUT"]],
                ["/b", ["GET"]],
            ],
        );
    });

    it("are accepted when each has its own method and path", () => {
        validateRoutes("x", [route("/a"), route("/a", "PUT"), route("/a/{b}"), route("/c/{d+}")]);
    });

    const refused: readonly [what: string, routes: Route[], message: RegExp][] = [
        ["none", [], /RestApi 'x': routes must hold at least one route/],
        ["a path without its first slash", [route("orders")], /the path 'orders' must be segments such as/],
        ["the same twice", [route("/a"), route("/a")], /GET \/a is declared twice; keep one route/],
        [
            "a parameter beside a segment of its name",
            [route("/orders/{id}"), route("/orders/id")],
            /\/orders\/\{id\} and \/orders\/id would both be named 'orders-id'; rename one of them/,
        ],
        ["a dash like a slash", [route("/a-b"), route("/a/b")], /\/a-b and \/a\/b would both be named 'a-b'/],
    ];
    for (const [what, routes, message] of refused) {
        it(`are refused: ${what}`, () => assert.throws(() => validateRoutes("x", routes), message));
    }
});
