/** The topic of alarms by this project's component, for the documentation of rules. */
export const ALARM_TOPIC_COMPONENT = `// The key, and a policy that admits this account's alarms and nobody without TLS, are the component's own.
new AlarmTopic("alarms", { keyArn: key.arn, emails: ["on-call@example.com"] });`;
