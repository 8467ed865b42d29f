import type { Rule } from "../../framework/rule";
import { dynamodbCapacityElastic } from "./capacityElastic";
import { dynamodbDeletionProtected } from "./deletionProtected";
import { dynamodbPitrEnabled } from "./pitrEnabled";
import { dynamodbTableEncrypted } from "./tableEncrypted";

export const dynamodbRules: readonly Rule[] = [
    dynamodbTableEncrypted,
    dynamodbPitrEnabled,
    dynamodbDeletionProtected,
    dynamodbCapacityElastic,
];
