import type { Rule } from "../../framework/rule";
import { sfnMachineAlarmed } from "./machineAlarmed";
import { sfnCallbacksWatched } from "./callbacksWatched";
import { sfnDefinitionValid } from "./definitionValid";
import { sfnExecutionsLogged } from "./executionsLogged";
import { sfnStatesReachable } from "./statesReachable";
import { sfnTasksRecovered } from "./tasksRecovered";
import { sfnTasksTimed } from "./tasksTimed";
import { sfnTracingActive } from "./tracingActive";

export const sfnRules: readonly Rule[] = [
    sfnDefinitionValid,
    sfnTasksRecovered,
    sfnTasksTimed,
    sfnCallbacksWatched,
    sfnStatesReachable,
    sfnExecutionsLogged,
    sfnTracingActive,
    sfnMachineAlarmed,
];
