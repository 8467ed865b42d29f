import type { LayerGraph } from "./layers";

/** The layers and what passes between them, as text for each way to show them. */
export const renderers = { text: asText, mermaid: asMermaid, json: asJson } as const;

function asText(graph: LayerGraph): string {
    const width = Math.max(...graph.layers.map(({ name }) => name.length));
    return graph.layers
        .map(({ name, description, reads, publishes, byHand = false }) =>
            [
                `${name.padEnd(width)}  ${description}${byHand ? " (run by --layer only)" : ""}`,
                ...reads.map((read) => `${" ".repeat(width)}  <- ${read}: ${passed(graph, read).join(", ")}`),
                `${" ".repeat(width)}  -> ${Object.keys(publishes).join(", ")}`,
            ].join("\n"),
        )
        .join("\n\n");
}

function asMermaid(graph: LayerGraph): string {
    return [
        "flowchart LR",
        ...graph.layers.map(({ name, description }) => `    ${name}["<b>${name}</b><br/>${description}"]`),
        ...graph.layers.flatMap(({ name, reads }) =>
            reads.map((read) => `    ${read} -- "${passed(graph, read).join("<br/>")}" --> ${name}`),
        ),
    ].join("\n");
}

function asJson(graph: LayerGraph): string {
    const layers = graph.layers.map(({ name, project, description, reads, publishes, byHand = false }) => ({
        name,
        project,
        description,
        byHand,
        reads: Object.fromEntries(reads.map((read) => [read, passed(graph, read)])),
        publishes: Object.fromEntries(
            Object.entries(publishes).map(([output, { description: meaning, secret = false }]) => [
                output,
                { description: meaning, secret },
            ]),
        ),
    }));
    return JSON.stringify({ levels: layerLevels(graph), layers }, null, 4);
}

function layerLevels(graph: LayerGraph): string[][] {
    const names = new Set(graph.layers.map(({ name }) => name));
    return graph
        .levels()
        .map((level) => level.filter((name) => names.has(name)))
        .filter((level) => level.length > 0);
}

function passed(graph: LayerGraph, read: string): string[] {
    return Object.keys(graph.node(read).publishes);
}
