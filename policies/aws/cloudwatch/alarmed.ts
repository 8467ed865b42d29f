import type { Judge } from "../../framework/judge";
import type { StackResource, StackView } from "../../framework/stack";
import { isWatched, type MetricSubject } from "./alarms";

/** Resources that have to be watched, and the metrics by which. */
interface Watched extends Omit<MetricSubject, "value"> {
    readonly type: string;
    /** Output by which the metrics name the resource. */
    readonly identity: string;
    /** As a part of a sentence. */
    readonly called: string;
}

/** Judges for each resource of a type whether an alarm with an action watches it. */
export function judgeAlarmed(
    environment: StackView,
    judgeOf: (resource: StackResource) => Judge,
    { type, identity, called, ...metrics }: Watched,
): void {
    for (const resource of environment.ofType(type)) {
        const judge = judgeOf(resource);
        judge.decide("alarm", () => {
            const value = String(resource.outputs[identity]);
            const watched = judge.read("alarm", isWatched(environment, { ...metrics, value }));
            return watched === false ? `No alarm with an action watches ${called} '${resource.name}'.` : undefined;
        });
    }
}
