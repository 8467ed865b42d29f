import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { DOCUMENT, formattedDocument } from "./writeDocument";

describe("docs/policies.md", () => {
    it("is what the rules say; 'npm run docs' writes it", async () => {
        assert.equal(readFileSync(DOCUMENT, "utf8"), await formattedDocument());
    });
});
