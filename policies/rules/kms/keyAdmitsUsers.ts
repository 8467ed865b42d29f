import { GRANTING_TYPES } from "../../aws/iam/holders";
import { judgeReadable } from "../../aws/iam/judging";
import { DELIVERY_TYPES, deliveriesOf } from "../../aws/kms/deliveries";
import { ENCRYPTED_TYPES, encryptedOf } from "../../aws/kms/encrypted";
import { judgeService, judgeUser } from "../../aws/kms/judging";
import { KEYRING_TYPES } from "../../aws/kms/keyring";
import { keyUsersOf } from "../../aws/kms/users";
import { grouped } from "../../framework/grouped";
import { serverlessLens, wellArchitected } from "../../framework/references";
import { defineRule } from "../../framework/rule";

/**
 * Keys stand in another stack than what they encrypt and than who uses it, and AWS says that a key is not for somebody only when
 * the first message is sent, or lost.
 */
export const kmsKeyAdmitsUsers = defineRule({
    id: "kms-key-admits-users",
    displayName: "KMS key policies admit the users of what the keys encrypt",
    description:
        "Whoever sends to, reads from or keeps something that is encrypted with a key of the account is admitted by that key.",
    severity: "medium",
    level: "advisory",
    tags: ["kms", "encryption", "operations"],
    frameworks: [wellArchitected("SEC08-BP01"), serverlessLens("SEC 2")],
    remediationSteps:
        "Allow the action in the key's policy for a service, and for a role in its own policy where the key's policy leaves that to the account.",
    url: "https://docs.aws.amazon.com/kms/latest/developerguide/determining-access.html",
    examples: ["aws.kms.Key data", "aws.sns.Topic alarms", "EncryptionKey"],
    types: [...new Set([...ENCRYPTED_TYPES, ...KEYRING_TYPES, ...DELIVERY_TYPES, ...GRANTING_TYPES])],
    environment(environment, judgeOf) {
        judgeReadable(
            environment,
            judgeOf,
            [...new Set([...DELIVERY_TYPES, ...GRANTING_TYPES])],
            ["identity", "resource"],
        );
        const encrypted = encryptedOf(environment);
        const byArn = grouped(encrypted, ({ arn }) => [arn]);
        for (const of of encrypted) {
            const judge = judgeOf(of.resource);
            judge.read("key", of.key);
            const { service, actions } = of.kind.owner ?? { service: "", actions: [] };
            for (const action of actions) judgeService(environment, judge, { of, service, action, context: {} });
        }
        for (const [sender, found] of deliveriesOf(environment)) {
            const delivery = judgeOf(sender).read("target", found);
            if (delivery === undefined) continue;
            for (const of of byArn.get(delivery.to) ?? []) {
                for (const action of of.kind.uses[delivery.action] ?? [])
                    judgeService(environment, judgeOf(of.resource), { ...delivery, of, action });
            }
        }
        for (const user of keyUsersOf(environment, encrypted)) judgeUser(environment, judgeOf(user.of.resource), user);
    },
});
