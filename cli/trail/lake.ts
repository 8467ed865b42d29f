import { gunzipSync } from "node:zlib";
import { GetObjectCommand, paginateListObjectsV2 } from "@aws-sdk/client-s3";
import type { Clients } from "../../local/provider/clients";
import type { dataContract } from "../../stacks/data/contract";
import type { ValuesOf } from "../../stacks/shared/contract";

/** What the lake has folders for. */
export type Dataset = "orders" | "events";

/** An object of the lake, and the line in it that was looked for. */
interface Found {
    readonly key: string;
    readonly line: string;
}

/**
 * The first line of a dataset that holds a text.
 *
 * @param since milliseconds since 1970; older objects are not read
 */
export async function findInLake(
    target: LakeTarget,
    dataset: Dataset,
    text: string,
    since: number,
): Promise<Found | undefined> {
    for (const { key, lines } of await objectsOf(target, dataset, since - 2_000)) {
        const line = lines.find((candidate) => candidate.includes(text));
        if (line !== undefined) return { key, line };
    }
    return undefined;
}

/** Every line that the lake holds of a dataset. */
export async function linesOfLake(target: LakeTarget, dataset: Dataset): Promise<string[]> {
    return (await objectsOf(target, dataset, 0)).flatMap(({ lines }) => lines);
}

/** Where the lake is. */
interface LakeTarget {
    readonly clients: Pick<Clients, "s3">;
    readonly lake: ValuesOf<typeof dataContract>["lake"];
}

async function objectsOf(
    { clients, lake }: LakeTarget,
    dataset: Dataset,
    since: number,
): Promise<{ key: string; lines: string[] }[]> {
    const objects: { key: string; lines: string[] }[] = [];
    for await (const { Contents = [] } of paginateListObjectsV2(
        { client: clients.s3() },
        { Bucket: lake.name, Prefix: `${dataset}/` },
    )) {
        for (const { Key: key = "", LastModified: written } of Contents) {
            if (written === undefined || written.getTime() < since) continue;
            const { Body } = await clients.s3().send(new GetObjectCommand({ Bucket: lake.name, Key: key }));
            const text = gunzipSync(await Body!.transformToByteArray()).toString();
            objects.push({ key, lines: text.split("\n").filter((line) => line !== "") });
        }
    }
    return objects;
}
