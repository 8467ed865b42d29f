import type { Rule } from "../../framework/rule";
import { dynamodbPitrEnabled } from "./pitrEnabled";
import { dynamodbTableEncrypted } from "./tableEncrypted";

export const dynamodbRules: readonly Rule[] = [dynamodbTableEncrypted, dynamodbPitrEnabled];
