import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { download } from "./download";

describe("downloading a file", () => {
    const servers: Server[] = [];
    const serve = async (answer: RequestListener) => {
        const server = createServer(answer).listen(0, "127.0.0.1");
        servers.push(server);
        await once(server, "listening");
        return { server, port: (server.address() as AddressInfo).port };
    };

    afterEach(() => servers.splice(0).forEach((server) => server.close().closeAllConnections()));

    it("takes as long as something comes", async () => {
        const { port } = await serve((_, response) => {
            const parts = [..."abcdefghijkl"];
            const next = () => {
                const part = parts.shift();
                if (part === undefined) return void response.end();
                response.write(part);
                setTimeout(next, 100);
            };
            next();
        });
        assert.equal((await download(`http://127.0.0.1:${port}/file`, {}, 1_000))?.toString(), "abcdefghijkl");
    });

    for (const [when, answer] of [
        ["before it answers", () => undefined],
        ["in the middle", (_, response) => response.writeHead(200).write("half")],
    ] as const satisfies readonly (readonly [string, RequestListener])[]) {
        it(`ends when the host falls silent ${when}`, async () => {
            const { port } = await serve(answer);
            assert.equal(await download(`http://127.0.0.1:${port}/file`, {}, 100), undefined);
        });
    }

    it("goes through the proxy that the environment names, and nothing else does afterwards", async () => {
        const { port } = await serve((request, response) => response.end(`from ${request.headers.host}`));
        const proxied: (string | undefined)[] = [];
        const proxy = await serve(() => undefined);
        proxy.server.on("connect", (request, socket) => {
            proxied.push(request.url);
            const upstream = connect(port, "127.0.0.1", () => {
                socket.write("HTTP/1.1 200 OK\r\n\r\n");
                upstream.pipe(socket).pipe(upstream);
            });
        });
        const env = { http_proxy: `http://127.0.0.1:${proxy.port}` };
        const file = await download("http://releases.example.com/file", env);
        assert.equal(file?.toString(), "from releases.example.com");
        assert.equal(await (await fetch(`http://127.0.0.1:${port}`)).text(), `from 127.0.0.1:${port}`);
        assert.deepEqual(proxied, ["releases.example.com:80"]);
    });
});
