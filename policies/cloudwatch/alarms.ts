import type * as aws from "@pulumi/aws";
import { isKnown, reading, readingsOf, type Reading } from "../framework/reading";
import type { ResourceView } from "../framework/resource";
import type { StackResource, StackView } from "../framework/stack";
import { grouped, perStack } from "../iam/perStack";

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
    const composites = environment.ofType(COMPOSITE_TYPE);
    const { byPlace, open } = alarmsIn(environment);
    const { namespace, dimension, value } = subject;
    const watched = [...(byPlace.get(placeOf(namespace, dimension, value)) ?? []), ...open].map((alarm) =>
        reading(() => {
            const { props } = alarm as AlarmView;
            if (!metricsOf(props).some((metric) => concerns(metric, subject))) return false;
            const name = alarm.outputs.name as string | undefined;
            return acts(props) || composites.some((composite) => acts(composite.props) && names(composite, name));
        }),
    );
    const isTold = watched.some((found) => found.known && found.value);
    const unknown = watched.find((found) => !found.known);
    return !isTold && unknown?.known === false ? unknown : { known: true, value: isTold };
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

function acts({ actionsEnabled, alarmActions }: { actionsEnabled?: unknown; alarmActions?: unknown }): boolean {
    return actionsEnabled !== false && Array.isArray(alarmActions) && alarmActions.length > 0;
}

/** `ALARM("orders-failing") OR ALARM(…)` */
function names(composite: StackResource, alarm: string | undefined): boolean {
    const rule = String(composite.props.alarmRule);
    return alarm !== undefined && (rule.includes(`"${alarm}"`) || rule.includes(`(${alarm})`));
}
