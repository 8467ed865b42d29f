import { expandAction } from "./actions";
import { ARN_RESOURCE, arnParts, hasWildcard } from "./pattern";
import { isWideFor } from "./scope";

/** What is made by the way, by the actions that do: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ExamplePolicies_EC2.html#iam-example-runinstances */
const MADE_BESIDES: Readonly<Record<string, RegExp>> = {
    "ec2:RequestSpotInstances": /^(network-interface|volume)\//,
    "ec2:RunInstances": /^(network-interface|volume)\//,
};

/**
 * What comes and goes with single calls, by service: its ids are AWS's choice, so that no policy can name one. Things that stay are not
 * among them: who writes a policy can look up their ids.
 */
const PASSING: Readonly<Record<string, RegExp>> = {
    batch: /^(service-)?job\//,
    bedrock: /^([a-z-]+-job|async-invoke|session)\//,
    comprehend: /^[a-z-]+-job\//,
    mediaconvert: /^jobs\//,
    s3: /^job\//,
    ssm: /^automation-execution\//,
};

/**
 * Whether nothing narrower can be written than a wildcard for the id: AWS chooses it when the call makes the thing
 * (`ec2:CreateNetworkInterface` on `…:network-interface/*`), or it belongs to something passing, as a job. The account and the type have
 * to be named all the same. What is done to network interfaces that are there (`ec2:DeleteNetworkInterface`) reaches any of the account's,
 * whatever subnets the statement names besides, since AWS asks for the interface alone: conditions on `ec2:Subnet` or `ec2:Vpc` limit it
 * (https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html).
 */
export function isChosenAtCall(resource: string, action: string): boolean {
    const parts = arnParts(resource);
    const named = parts[ARN_RESOURCE] ?? "";
    const [found] = hasWildcard(action) ? [] : expandAction(action);
    if (found === undefined || !/^\d{12}$/.test(parts[4] ?? "") || hasWildcard(parts[2] ?? "")) return false;
    const wide = found.resourceFormats.filter((format) => isWideFor(resource, format));
    const [service = ""] = found.name.split(":");
    const isPassing = PASSING[service]?.test(named) === true;
    return (
        wide.length > 0 &&
        wide.every((format) => {
            const [, type = "", id = ""] = /^(?:[^:]*:){5}([^$]+)\$\{([^}]*)\}$/.exec(format) ?? [];
            if (type === "" || !named.startsWith(type) || !/(id|identifier|uuid)$/i.test(id)) return false;
            return isPassing || makes(found.name, type) || MADE_BESIDES[found.name]?.test(type) === true;
        })
    );
}

/** Whether an action makes things of a type: `ec2:CreateNetworkInterface` and `network-interface/`. */
function makes(action: string, type: string): boolean {
    const [, noun = ""] = /:(?:Create|Import|Request|Run|Start|Submit)([A-Za-z]+)$/.exec(action) ?? [];
    return noun !== "" && wordOf(noun) === wordOf(type);
}

function wordOf(text: string): string {
    return text
        .toLowerCase()
        .replace(/[^a-z]/g, "")
        .replace(/s$/, "");
}
