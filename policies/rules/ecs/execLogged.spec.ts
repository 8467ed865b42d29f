import { describeRule } from "../../testing/describeRule";
import { subjectsOf, UNKNOWN } from "../../testing/harness";
import { ecsExecLogged } from "./execLogged";

const cluster = subjectsOf("aws:ecs/cluster:Cluster");
const of = (executeCommandConfiguration: object) => cluster({ configuration: { executeCommandConfiguration } });
const override = (logConfiguration?: object) => of({ logging: "OVERRIDE", logConfiguration });
const id = "configuration.executeCommandConfiguration";

describeRule(ecsExecLogged, {
    passes: {
        "what AWS takes": cluster({}),
        "the container's logs": of({ logging: "DEFAULT" }),
        "an encrypted log group": override({ cloudWatchLogGroupName: "exec", cloudWatchEncryptionEnabled: true }),
        "an encrypted bucket": override({ s3BucketName: "exec", s3BucketEncryptionEnabled: true }),
    },
    violates: {
        "no place": [override(), id],
        "a plain log group": [override({ cloudWatchLogGroupName: "exec" }), id],
        "a plain bucket beside an encrypted group": [
            override({ cloudWatchLogGroupName: "exec", cloudWatchEncryptionEnabled: true, s3BucketName: "exec" }),
            id,
        ],
    },
    missing: [of({ logging: "NONE" }), id],
    undecided: { "an unknown way": [of({ logging: UNKNOWN }), id] },
});
