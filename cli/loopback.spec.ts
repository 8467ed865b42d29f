import assert from "node:assert/strict";
import { exemptLoopback } from "./loopback";

describe("exemptLoopback", () => {
    const listOf = (env: NodeJS.ProcessEnv) => {
        exemptLoopback(env);
        assert.equal(env.no_proxy, env.NO_PROXY);
        return env.no_proxy;
    };

    it("adds this machine to what both variables name, and takes blanks out", () => {
        assert.equal(listOf({}), "127.0.0.1,localhost,::1");
        assert.equal(
            listOf({ no_proxy: "a.example, localhost", NO_PROXY: ".internal,, a.example" }),
            "a.example,localhost,.internal,127.0.0.1,::1",
        );
    });

    it("adds it to the list that gRPC prefers, where there is one", () => {
        const env: NodeJS.ProcessEnv = { no_grpc_proxy: "a.example, b.example" };
        exemptLoopback(env);
        assert.equal(env.no_grpc_proxy, "a.example,b.example,127.0.0.1,localhost,::1");
    });

    it("leaves a list that exempts everything as it is for those who read it", () => {
        assert.equal(listOf({ NO_PROXY: "*" }), "*,127.0.0.1,localhost,::1");
    });
});
