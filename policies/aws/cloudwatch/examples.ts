import { FUNCTION_COMPONENT } from "../lambda/examples";

/** A function with its alarms, by this project's components, for the documentation of rules. */
export const FUNCTION_ALARMS_COMPONENT = `const placeOrder = ${FUNCTION_COMPONENT}
// The topic is told of problems and of their end; silence means that nothing is wrong.
new FunctionAlarms("place-order", { functionName: placeOrder.functionName, topicArn: alarms.arn });`;
