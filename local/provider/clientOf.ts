import { operationOf, type CommandClass } from "./casing";
import type { Clients } from "./clients";

/** What {@link Clients} calls services otherwise than the SDK's models do. */
const CALLED: Readonly<Record<string, keyof Clients>> = {
    apigateway: "apiGateway",
    applicationautoscaling: "appAutoScaling",
    cloudtrail: "cloudTrail",
    cloudwatch: "cloudWatch",
    cloudwatchlogs: "logs",
    cognitoidentityprovider: "cognito",
};

/** The client that sends a command: that of the service which the command is of. */
export function clientOf(clients: Clients, command: CommandClass): { send(command: any): Promise<any> } {
    const { service } = operationOf(command);
    const client = clients[CALLED[service] ?? (service as keyof Clients)];
    if (typeof client === "function") return client();
    throw new Error(`local/provider/clients.ts has no client for '${service}'. Add it to createClients.`);
}
