import { reachOf } from "../../components/delivery/scopes";

/** Whether an ARN is one of an environment's by its name, or by its tags where AWS draws it. */
export function isOfEnvironment(arn: string, tags: Readonly<Record<string, string>>, environment: string): boolean {
    const [, partition = "", , region = "", accountId = ""] = arn.split(":");
    const ways = reachOf(arn, {
        partition,
        region,
        accountId,
        environment,
        names: `*-${environment}-???????`,
        project: "platform",
        boundaryArn: "",
    });
    return ways.includes("named") || (ways.includes("tagged") && tags.environment === environment);
}
