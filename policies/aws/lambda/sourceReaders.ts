import { grouped } from "../../framework/grouped";
import type { StackResource, StackView } from "../../framework/stack";
import { functionRoles } from "../iam/functionRoles";
import { permissionsOf, type Permissions } from "../iam/holders";
import { mskDeliveryOf, pipeAccessOf, pollingOf } from "../iam/polling";
import type { Wire } from "../iam/wire";
import { read, wiringOf } from "../iam/wiring";

/** Something that polls a source with a role. */
export interface SourceReader {
    /** What says so: the event source mapping, the pipe, the delivery stream. */
    readonly reader: StackResource;
    /** Who reads, for people. */
    readonly called: string;
    readonly role: StackResource;
    readonly permissions: Permissions;
    /** What it needs. */
    readonly wires: readonly Wire[];
}

const MAPPING = "aws:lambda/eventSourceMapping:EventSourceMapping";
const ROLE = "aws:iam/role:Role";

/** How a reader other than a function names its role, and what it needs at its source; `undefined` if it has none there. */
interface ReaderKind {
    readonly type: string;
    readonly role: string;
    readonly wiresOf: (reader: StackResource) => readonly Wire[] | undefined;
}

const DELIVERY = "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream";

const OTHERS: readonly ReaderKind[] = [
    {
        type: "aws:pipes/pipe:Pipe",
        role: "roleArn",
        wiresOf: (pipe) => {
            const source = read(pipe, "source");
            return source && [...pollingOf(`the source of '${pipe.name}'`, source), ...pipeAccessOf(pipe)];
        },
    },
    {
        type: DELIVERY,
        role: "kinesisSourceConfiguration.roleArn",
        wiresOf: (delivery) => {
            const source = read(delivery, "kinesisSourceConfiguration.kinesisStreamArn");
            return source && pollingOf(`the source of '${delivery.name}'`, source);
        },
    },
    {
        type: DELIVERY,
        role: "mskSourceConfiguration.authenticationConfiguration.roleArn",
        wiresOf: (delivery) => {
            const cluster = read(delivery, "mskSourceConfiguration.mskClusterArn");
            const topic = read(delivery, "mskSourceConfiguration.topicName");
            return cluster && mskDeliveryOf(`the source of '${delivery.name}'`, cluster, topic);
        },
    },
];

/** Types of what reads event sources. */
export const READER_TYPES = [MAPPING, ...new Set(OTHERS.map(({ type }) => type))] as const;

/** The readers of a stack, or of an environment, whose roles are in it. */
export function sourceReadersOf(view: StackView): readonly SourceReader[] {
    return [
        ...functionRoles(view).flatMap(({ fn, role, permissions }) => {
            const bySource = grouped(wiringOf(view, fn), ({ source }) => (source === undefined ? [] : [source]));
            return [...bySource].map(([reader, wires]) => ({
                reader,
                called: `'${fn.name}'`,
                role,
                permissions,
                wires,
            }));
        }),
        ...OTHERS.flatMap(({ type, role: path, wiresOf }) =>
            view.ofType(type).flatMap((reader) => {
                const wires = wiresOf(reader);
                const role = roleAt(view, reader, path);
                if (role === undefined || wires === undefined) return [];
                return [{ reader, called: `'${reader.name}'`, role, permissions: permissionsOf(view, role), wires }];
            }),
        ),
    ];
}

/** The readers of which nobody's role is to be seen, with what names it. */
export function readersWithoutRole(view: StackView): readonly [StackResource, path: string][] {
    const seen = new Set(sourceReadersOf(view).map(({ reader }) => reader));
    return view
        .ofType(...READER_TYPES)
        .filter((reader) => !seen.has(reader))
        .flatMap((reader): [StackResource, string][] => {
            const kinds = OTHERS.filter(({ type }) => type === reader.type).map(({ role }) => role);
            return (kinds.length > 0 ? kinds : ["functionName"]).flatMap((property): [StackResource, string][] => {
                const named = read(reader, property);
                if (named === undefined) return [];
                return [[reader, named.known ? `role of ${String(named.value)}` : named.path]];
            });
        });
}

function roleAt(view: StackView, reader: StackResource, path: string): StackResource | undefined {
    const named = read(reader, path);
    if (named === undefined) return undefined;
    if (named.known) return view.named(named.value, [ROLE], ["arn"])[0];
    const urns = reader.referencesOf(path.split(".")[0] ?? "");
    const referred = view.ofType(ROLE).filter(({ urn }) => urns.includes(urn));
    return referred.length === 1 ? referred[0] : undefined;
}
