import type * as aws from "@pulumi/aws";
import { grouped } from "../../framework/grouped";
import { isKnown, reading, readingsOf, type Reading } from "../../framework/reading";
import type { ResourceView } from "../../framework/resource";
import { perStack, type StackResource, type StackView } from "../../framework/stack";
import { anyOf, both } from "../iam/grants";
import { alarmsRaising } from "./alarmRule";

const ALARM_TYPE = "aws:cloudwatch/metricAlarm:MetricAlarm";
const COMPOSITE_TYPE = "aws:cloudwatch/compositeAlarm:CompositeAlarm";

/** Types of which alarms are made. */
export const ALARM_TYPES = [ALARM_TYPE, COMPOSITE_TYPE] as const;

type AlarmView = ResourceView<aws.cloudwatch.MetricAlarmArgs>;

/** A metric's place: namespace, and one of its dimensions. */
export interface MetricSubject {
    readonly namespace: string;
    readonly dimension: string;
    readonly value: string;
    /** Names of the metrics that count. @default - any */
    readonly metrics?: readonly string[];
}

/**
 * Whether an alarm on the subject tells somebody: one with actions of its own, or one that a composite alarm with actions
 * names. Alarms by metric expressions count by the metrics in them.
 */
export function isWatched(environment: StackView, subject: MetricSubject): Reading<boolean> {
    const { byPlace, open } = alarmsIn(environment);
    const { namespace, dimension, value } = subject;
    const alarms = [...(byPlace.get(placeOf(namespace, dimension, value)) ?? []), ...open];
    const watched = alarms.map((alarm) =>
        both(
            reading(() => metricsOf((alarm as AlarmView).props).some((metric) => concerns(metric, subject))),
            () => tells(environment, alarm),
        ),
    );
    return anyOf(watched, (found) => found);
}

/** Whether an alarm has actions, or a composite alarm that has some goes off with it. */
export function tells(environment: StackView, alarm: StackResource): Reading<boolean> {
    const own = reading(() => acts(alarm.props));
    if (own.known && own.value) return own;
    const composites = environment.ofType(COMPOSITE_TYPE).map((composite) =>
        both(
            reading(() => acts(composite.props)),
            () => listens(composite, alarm),
        ),
    );
    return anyOf([own, ...composites], (found) => found);
}

/** Whether an alarm goes off with another: by its rule, or while that is not known by the engine's references. */
function listens(composite: StackResource, { urn, outputs }: StackResource): Reading<boolean> {
    const raising = reading(() =>
        alarmsRaising(composite.props.alarmRule as string, `alarmRule of '${composite.name}'`),
    );
    if (!raising.known)
        return raising.problem === undefined && composite.referencesOf("alarmRule").includes(urn)
            ? { known: true, value: true }
            : raising;
    return reading(() => [outputs.name, outputs.arn].some((name) => raising.value.has(name as string)));
}

/** Alarms by the places of their metrics, and those of which these are not known. */
const alarmsIn = perStack((environment) => {
    const placed = environment.ofType(ALARM_TYPE).map((alarm) => ({ alarm, places: reading(() => placesOf(alarm)) }));
    const known = placed.flatMap(({ alarm, places }) => (places.known ? [{ alarm, places: places.value }] : []));
    const byPlace = grouped(known, ({ places }) => places);
    return {
        byPlace: new Map([...byPlace].map(([place, found]) => [place, found.map(({ alarm }) => alarm)])),
        open: placed.filter(({ places }) => !places.known).map(({ alarm }) => alarm),
    };
});

function placesOf({ props }: StackResource): string[] {
    const places = metricsOf(props).flatMap(({ namespace = "", dimensions = {} }) =>
        Object.entries(dimensions).map(([dimension, value]) => placeOf(namespace, dimension, value)),
    );
    return [...new Set(places)];
}

function placeOf(namespace: string, dimension: string, value: string): string {
    return [namespace, dimension, value].join("\n");
}

interface Metric {
    readonly namespace?: string;
    readonly metricName?: string;
    readonly dimensions?: Readonly<Record<string, string>>;
}

function metricsOf({ namespace, metricName, dimensions, metricQueries }: AlarmView["props"]): Metric[] {
    const queried = readingsOf(metricQueries)
        .filter(isKnown)
        .flatMap(({ value }) => value.metric ?? []);
    return [{ namespace, metricName, dimensions }, ...(queried as Metric[])];
}

function concerns(metric: Metric, { namespace, dimension, value, metrics }: MetricSubject): boolean {
    return (
        metric.namespace === namespace &&
        metric.dimensions?.[dimension] === value &&
        (metrics === undefined || metrics.includes(metric.metricName ?? ""))
    );
}

function acts(props: { readonly actionsEnabled?: unknown; readonly alarmActions?: unknown }): boolean {
    return Array.isArray(props.alarmActions) && props.alarmActions.length > 0 && props.actionsEnabled !== false;
}
