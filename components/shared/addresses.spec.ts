import assert from "node:assert/strict";
import { isOrigin, isSafeAddress, prefixLengthOf } from "./addresses";

describe("prefixLengthOf", () => {
    it("tells the length of a range's prefix", () => {
        assert.equal(prefixLengthOf("10.20.0.0/16"), 16);
        assert.equal(prefixLengthOf("10.20.30.128/25"), 25);
        assert.equal(prefixLengthOf("0.0.0.0/0"), 0);
    });

    for (const none of ["999.1.1.1/16", "10.20.0.0", "10.20.0/16", "10.20.0.0/33", "10.20.0.0/16/8", "10.20.0.1/16"]) {
        it(`knows that ${none} is no range`, () => assert.equal(prefixLengthOf(none), undefined));
    }
});

describe("isSafeAddress", () => {
    it("takes https, and http on localhost", () => {
        assert.ok(isSafeAddress("https://orders.example.com/signed-in"));
        assert.ok(isSafeAddress("http://localhost:5173/signed-in"));
    });

    for (const unsafe of [
        "http://orders.example.com",
        "http://localhost.example.com",
        "javascript:alert(1)",
        "orders",
    ]) {
        it(`refuses ${unsafe}`, () => assert.ok(!isSafeAddress(unsafe)));
    }
});

describe("isOrigin", () => {
    it("takes what browsers send", () => {
        assert.ok(isOrigin("https://orders.example.com"));
        assert.ok(isOrigin("http://localhost:5173"));
    });

    for (const other of [
        "https://orders.example.com/",
        "https://orders.example.com/a/path",
        "https://Orders.example.com",
        "https://orders.example.com:443",
        "http://orders.example.com",
        "https://o'rders.example.com",
        "*",
    ]) {
        it(`refuses ${other}`, () => assert.ok(!isOrigin(other)));
    }
});
