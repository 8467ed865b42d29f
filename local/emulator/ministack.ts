import type { Endpoint, ServiceUrl } from "../provider/clients";
import { motoServices } from "./motoServices";

/** The account of everything in the embedded environment. */
export const localAccount = "000000000000";

/**
 * The emulators' endpoint with root credentials, for SDK clients.
 *
 * @param motoUrl - @default - none: for who calls nothing that moto serves
 */
export function endpointOf(url: string, region: string, motoUrl?: ServiceUrl): Endpoint {
    const services = motoUrl === undefined ? {} : Object.fromEntries(motoServices.map((id) => [id, motoUrl]));
    return { url, services, region, credentials: { accessKeyId: "test", secretAccessKey: "test" } };
}
