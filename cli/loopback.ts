/** Where the embedded environment, the engine and the providers talk to each other. */
const LOOPBACK = ["127.0.0.1", "localhost", "::1"];

/**
 * Keeps calls within this machine away from a proxy, in this process and in all that it starts. gRPC's clients would otherwise send
 * them there, and take a blank in the list for part of a name.
 */
export function exemptLoopback(env: NodeJS.ProcessEnv): void {
    const listed = [env.no_proxy, env.NO_PROXY].flatMap((list) => (list ?? "").split(/[\s,]+/));
    const list = [...new Set([...listed, ...LOOPBACK])].filter((host) => host !== "").join(",");
    // Some read one, some the other.
    env.no_proxy = list;
    env.NO_PROXY = list;
    // Where it is set, gRPC's client reads this one only.
    if (env.no_grpc_proxy) env.no_grpc_proxy = [env.no_grpc_proxy.replaceAll(/\s/g, ""), ...LOOPBACK].join(",");
}
