/** The services that moto serves, since MiniStack lacks them, by the ids that the SDKs give them. */
export const motoServices = ["Application Auto Scaling"] as const;

/** One of {@link motoServices}. */
export type MotoService = (typeof motoServices)[number];

/** The variable that tells the AWS CLI and the SDKs where a service answers. */
export function endpointVariable(service: string): string {
    return `AWS_ENDPOINT_URL_${service.toUpperCase().replaceAll(" ", "_")}`;
}
