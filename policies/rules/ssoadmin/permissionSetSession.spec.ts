import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { ssoadminPermissionSetSession } from "./permissionSetSession";

const set = subjectsOf("aws:ssoadmin/permissionSet:PermissionSet");

describeRule(ssoadminPermissionSetSession, {
    passes: {
        "AWS's default of an hour": set({}),
        "eight hours": set({ sessionDuration: "PT8H" }),
        "the same in minutes": set({ sessionDuration: "PT480M" }),
    },
    violates: {
        "twelve hours": [set({ sessionDuration: "PT12H" }), "sessionDuration"],
        "half an hour more": [set({ sessionDuration: "PT8H30M" }), "sessionDuration"],
        "what is no duration": [set({ sessionDuration: "8h" }), "sessionDuration"],
    },
    missing: [set({ sessionDuration: "P1D" }), "sessionDuration"],
    undecided: { "an unknown duration": [set({ sessionDuration: UNKNOWN }), "sessionDuration"] },
    configured: { "an hour": [{ maximumMinutes: 60 }, set({ sessionDuration: "PT2H" }), "sessionDuration"] },
});
