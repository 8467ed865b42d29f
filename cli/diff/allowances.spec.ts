import assert from "node:assert/strict";
import { EXIT, UsageError } from "../errors";
import { allowanceFor, allowancesOf, requireKnown } from "./allowances";

const RECORD = `
- layer: data
  resource: aws:dynamodb/table:Table orders
  environments: [dev]
  reason: nothing is in it before the launch
`;
const orders = { layer: "data", resource: "aws:dynamodb/table:Table orders" };

describe("the losses that a request allows", () => {
    it("are those that it adds a record for", () => {
        const [record, ...others] = allowancesOf(RECORD, undefined);
        assert.deepEqual(others, []);
        assert.equal(allowanceFor(orders, "dev", [record])?.reason, "nothing is in it before the launch");
        assert.equal(allowanceFor(orders, "prod", [record]), undefined, "of another environment");
        assert.equal(allowanceFor({ ...orders, layer: "streaming" }, "dev", [record]), undefined);
        assert.equal(allowanceFor({ ...orders, resource: "aws:s3/bucket:Bucket lake" }, "dev", [record]), undefined);
    });

    it("are in all environments where none is named", () => {
        const records = allowancesOf(RECORD.replace(/ +environments.*\n/, ""), undefined);
        assert.notEqual(allowanceFor(orders, "prod", records), undefined);
    });

    it("are not those of earlier requests", () => {
        assert.deepEqual(allowancesOf(RECORD, RECORD), []);
        assert.equal(allowancesOf(RECORD + RECORD.replace("[dev]", "[prod]"), RECORD).length, 1);
        assert.equal(allowancesOf(RECORD, "what: was once").length, 1, "a file that was wrong holds nothing");
        assert.deepEqual(allowancesOf(undefined, RECORD), []);
    });

    it("are of environments and layers that there are", () => {
        const refused = (environments: readonly string[], layers: readonly string[]) => {
            try {
                requireKnown(allowancesOf(RECORD, undefined), { environments, layers });
            } catch (error) {
                return error instanceof UsageError ? error.message : assert.fail(String(error));
            }
            return "";
        };
        const record = "allowances.yaml lets 'aws:dynamodb/table:Table orders'";
        assert.equal(
            refused(["dev"], ["foundation", "date"]),
            `${record} of layer 'data' be lost, and there is no such layer; there are foundation, date.`,
        );
        assert.equal(
            refused(["prod", "stage"], ["data"]),
            `${record} be lost in 'dev', and there is no such environment; there are prod, stage.`,
        );
        assert.equal(refused(["dev"], ["data"]), "");
    });

    const wrong: Readonly<Record<string, readonly [string, RegExp]>> = {
        "no list": ["layer: data", /list of records with 'resource', 'layer' and 'reason'/],
        "no reason": [RECORD.replace(/ +reason.*\n/, ""), /reason/],
        "a reason that says nothing": [RECORD.replace(/reason: .*/, "reason: ok"), /at least 10 letters/],
        "what it does not know": [`${RECORD}  until: 2027-01-01\n`, /until/],
        "another language": ["- {", /allowances\.yaml is not YAML/],
    };
    for (const [what, [text, says]] of Object.entries(wrong))
        it(`are refused with ${what}`, () =>
            assert.throws(
                () => allowancesOf(text, undefined),
                (error: unknown) =>
                    error instanceof UsageError && error.exitCode === EXIT.usage && says.test(error.message),
            ));
});
