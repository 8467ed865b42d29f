import type * as aws from "@pulumi/aws";
import { fsbp, wellArchitected } from "../../framework/references";
import { defineRule, type ResourceView } from "../../framework/rule";

/**
 * By AWS's default clients could connect in plain text until 2025, and cannot since (https://docs.aws.amazon.com/redshift/latest/mgmt/working-with-parameter-groups.html):
 * what is set holds for older groups and workgroups as well.
 */
export const redshiftTlsRequired = defineRule({
    id: "redshift-tls-required",
    displayName: "Redshift parameter groups set require_ssl",
    description: "Parameter groups and workgroups of Redshift set require_ssl.",
    severity: "medium",
    level: "advisory",
    tags: ["redshift", "encryption"],
    frameworks: [fsbp("Redshift.2"), fsbp("RedshiftServerless.2"), wellArchitected("SEC09-BP02")],
    remediationSteps: 'Add { name: "require_ssl", value: "true" } to the parameters.',
    url: "https://docs.aws.amazon.com/redshift/latest/mgmt/connecting-ssl-support.html",
    examples: ["aws.redshift.ParameterGroup"],
    types: ["aws:redshift/parameterGroup:ParameterGroup", "aws:redshiftserverless/workgroup:Workgroup"],
    resource(
        { name, props }: ResourceView<aws.redshift.ParameterGroupArgs & aws.redshiftserverless.WorkgroupArgs>,
        judge,
    ) {
        judge.decide("require_ssl", () => {
            const required =
                props.parameters?.some((each) => each.name === "require_ssl" && isTrue(each.value)) === true ||
                props.configParameters?.some(
                    (each) => each.parameterKey === "require_ssl" && isTrue(each.parameterValue),
                ) === true;
            return required ? undefined : `'${name}' does not set require_ssl.`;
        });
    },
});

function isTrue(value: string): boolean {
    return /^(true|1|on)$/i.test(value);
}
