/** A way to more permissions than were given. */
export interface EscalationPath {
    /** All of them are needed. */
    readonly actions: readonly [string, ...string[]];
    /** The service to which a role is passed, where that is the way. */
    readonly service?: string;
    /** What somebody does by them. */
    readonly effect: string;
}

const PASS = "iam:PassRole";

const alone = (effect: string, ...actions: readonly string[]): EscalationPath[] =>
    actions.map((action) => ({ actions: [action], effect }));

const together = (effect: string, ...actions: readonly [string, ...string[]]): EscalationPath => ({ actions, effect });

/** Something that runs under a role that one may pass. */
const passing = (service: string, ...actions: readonly string[]): EscalationPath => ({
    actions: [PASS, ...actions],
    service: `${service}.amazonaws.com`,
    effect: `runs something of its own under any role that ${service} may be passed`,
});

const OWN = "gives itself any permission";
const OTHERS = "becomes any other user";
const UNCAPPED = "takes away the boundary that caps it";
const CODE = "runs its own code with the permissions of what is there";

/**
 * The known ways, as published by Rhino Security Labs
 * (https://rhinosecuritylabs.com/aws/aws-privilege-escalation-methods-mitigation/) and in https://pathfinding.cloud, for those that
 * permissions alone decide.
 */
export const ESCALATION_PATHS: readonly EscalationPath[] = [
    ...alone(
        OWN,
        "iam:AddUserToGroup",
        "iam:AttachGroupPolicy",
        "iam:AttachRolePolicy",
        "iam:AttachUserPolicy",
        "iam:CreatePolicyVersion",
        "iam:PutGroupPolicy",
        "iam:PutRolePolicy",
        "iam:PutUserPolicy",
        "iam:SetDefaultPolicyVersion",
        "iam:UpdateAssumeRolePolicy",
        "sso:CreateAccountAssignment",
    ),
    together(OWN, "sso:PutInlinePolicyToPermissionSet", "sso:ProvisionPermissionSet"),
    together(OWN, "sso:AttachManagedPolicyToPermissionSet", "sso:ProvisionPermissionSet"),
    together(OWN, "sso:AttachCustomerManagedPolicyReferenceToPermissionSet", "sso:ProvisionPermissionSet"),
    ...alone(OTHERS, "iam:CreateAccessKey", "iam:CreateLoginProfile", "iam:UpdateLoginProfile"),
    together(OTHERS, "identitystore:CreateGroupMembership"),
    ...alone(
        UNCAPPED,
        "iam:DeleteRolePermissionsBoundary",
        "iam:DeleteUserPermissionsBoundary",
        "iam:PutRolePermissionsBoundary",
        "iam:PutUserPermissionsBoundary",
    ),
    ...alone(
        CODE,
        "codebuild:StartBuild",
        "codebuild:UpdateProject",
        "ec2-instance-connect:SendSSHPublicKey",
        "ecs:ExecuteCommand",
        "glue:UpdateDevEndpoint",
        "glue:UpdateJob",
        "lambda:UpdateFunctionCode",
        "sagemaker:CreatePresignedNotebookInstanceUrl",
        "ssm:SendCommand",
        "ssm:StartSession",
        "states:UpdateStateMachine",
        "cloudformation:UpdateStack",
    ),
    together(CODE, "cloudformation:CreateChangeSet", "cloudformation:ExecuteChangeSet"),
    together(CODE, "ec2:ModifyInstanceAttribute", "ec2:StopInstances", "ec2:StartInstances"),
    passing("lambda", "lambda:CreateFunction", "lambda:InvokeFunction"),
    passing("lambda", "lambda:CreateFunction", "lambda:CreateEventSourceMapping"),
    passing("lambda", "lambda:CreateFunction", "lambda:AddPermission"),
    passing("lambda", "lambda:CreateFunction", "lambda:CreateFunctionUrlConfig"),
    passing("lambda", "lambda:UpdateFunctionConfiguration"),
    passing("ec2", "ec2:RunInstances"),
    passing("ec2", "ec2:AssociateIamInstanceProfile"),
    passing("ec2", "ec2:ReplaceIamInstanceProfileAssociation"),
    passing("ec2", "ec2:RequestSpotInstances"),
    passing("ecs-tasks", "ecs:RegisterTaskDefinition", "ecs:RunTask"),
    passing("ecs-tasks", "ecs:RegisterTaskDefinition", "ecs:StartTask"),
    passing("ecs-tasks", "ecs:RegisterTaskDefinition", "ecs:CreateService"),
    passing("ecs-tasks", "ecs:RegisterTaskDefinition", "ecs:UpdateService"),
    passing("ecs-tasks", "batch:RegisterJobDefinition", "batch:SubmitJob"),
    passing("cloudformation", "cloudformation:CreateStack"),
    passing("cloudformation", "cloudformation:CreateStackSet", "cloudformation:CreateStackInstances"),
    passing("codebuild", "codebuild:CreateProject", "codebuild:StartBuild"),
    passing("codepipeline", "codepipeline:CreatePipeline"),
    passing("datapipeline", "datapipeline:CreatePipeline", "datapipeline:PutPipelineDefinition"),
    passing("elasticmapreduce", "elasticmapreduce:RunJobFlow"),
    passing("events", "events:PutTargets"),
    passing("glue", "glue:CreateDevEndpoint"),
    passing("glue", "glue:CreateJob", "glue:StartJobRun"),
    passing("glue", "glue:CreateJob", "glue:CreateTrigger"),
    passing("glue", "glue:CreateSession", "glue:RunStatement"),
    passing("pipes", "pipes:CreatePipe"),
    passing("sagemaker", "sagemaker:CreateNotebookInstance"),
    passing("sagemaker", "sagemaker:CreateProcessingJob"),
    passing("sagemaker", "sagemaker:CreateTrainingJob"),
    passing("scheduler", "scheduler:CreateSchedule"),
    passing("ssm", "ssm:StartAutomationExecution"),
    passing("states", "states:CreateStateMachine", "states:StartExecution"),
    passing("tasks.apprunner", "apprunner:CreateService"),
    passing("tasks.apprunner", "apprunner:UpdateService"),
    passing("bedrock-agentcore", "bedrock-agentcore:CreateCodeInterpreter", "bedrock-agentcore:InvokeCodeInterpreter"),
];
