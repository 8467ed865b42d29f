import type { Props } from "../row";
import { SIGNATURE } from "../values";
import type { Make } from "./exercise";
import { trustIn } from "./policyDocument";

export const FUNCTION = "aws:lambda/function:Function";

/** A function's `code` as the engine sends an archive of one module, `index.js`, with the given handler body. */
export function codeOf(handlerBody: string): Props {
    const text = `exports.handler = async (event) => { ${handlerBody} };`;
    return {
        [SIGNATURE]: "0def7320c3a5731c473e5ecbe6d01bc7",
        hash: Buffer.from(text).toString("hex"),
        assets: { "index.js": { [SIGNATURE]: "c44067f5952c0a294b673a41bacd8c17", text, hash: "0" } },
    };
}

/** Arguments of a function, with a role of its own. */
export async function functionOf(make: Make): Promise<Props> {
    const { state } = await make("aws:iam/role:Role", { assumeRolePolicy: trustIn("lambda") });
    return { role: state.arn as string, runtime: "nodejs24.x", handler: "index.handler", code: codeOf("return 1") };
}
