import assert from "node:assert/strict";
import { faultOfRuntime } from "./runtimes";

describe("the support of runtimes", () => {
    it("lasts until its last day is over", () => {
        assert.equal(faultOfRuntime("nodejs20.x", "2026-04-30"), undefined);
        assert.equal(faultOfRuntime("nodejs20.x", "2026-05-01"), "support of nodejs20.x has ended on 2026-04-30");
    });

    it("goes on where no end is set", () => assert.equal(faultOfRuntime("python3.15", "2099-01-01"), undefined));

    it("ends for Java on Amazon Linux 2023 later than on Amazon Linux 2", () => {
        for (const version of ["java8", "java11", "java17"]) {
            assert.equal(faultOfRuntime(`${version}.al2023`, "2029-06-30"), undefined);
            assert.equal(
                faultOfRuntime(`${version}.al2023`, "2029-07-01"),
                `support of ${version}.al2023 has ended on 2029-06-30`,
            );
        }
        assert.equal(faultOfRuntime("java17", "2027-07-01"), "support of java17 has ended on 2027-06-30");
    });

    it("is not known of others", () =>
        assert.equal(
            faultOfRuntime("toString", "2026-01-01"),
            "toString is not among the runtimes of AWS that this rule knows",
        ));
});
