/** Who may import whom (docs/decisions, CONTRIBUTING). */
module.exports = {
    forbidden: [
        {
            name: "no-circular",
            severity: "error",
            comment: "Cycles hide what depends on what.",
            from: {},
            to: { circular: true },
        },
        {
            name: "components-import-no-stack",
            severity: "error",
            comment: "Components are reusable; stacks put them together.",
            from: { path: "^components/" },
            to: { path: "^(stacks|cli|local|policies)/" },
        },
        {
            name: "grants-come-from-verbs",
            severity: "error",
            comment: "What may do what is said by a resource's verb, never by a statement written in a layer.",
            from: { pathNot: "^components/" },
            to: { path: "^components/identity/(grantee|statement)\\.ts$" },
        },
        {
            name: "functions-import-no-pulumi",
            severity: "error",
            comment: "What runs in Lambda carries no deployment code.",
            from: { path: "^functions/" },
            to: { path: "^(components|stacks|policies|cli|local)/|node_modules/@pulumi/" },
        },
        {
            name: "policies-import-no-component",
            severity: "error",
            comment:
                "A guardrail that shares code with what it guards shares its mistakes. Specs judge the platform's states; fixtures show components.",
            from: {
                path: "^policies/",
                pathNot: "\\.spec\\.ts$|^policies/testing/platform\\.ts$|^policies/fixtures/components\\.ts$",
            },
            to: { path: "^(components|stacks|cli|local|functions)/" },
        },
        {
            name: "framework-of-policies-knows-no-service",
            severity: "error",
            comment: "Rules stand on what is known of AWS, and that on the framework; never the other way round.",
            from: { path: "^policies/framework/", pathNot: "\\.spec\\.ts$" },
            to: { path: "^policies/(aws|rules)/" },
        },
        {
            name: "knowledge-of-aws-knows-no-rule",
            severity: "error",
            comment: "What two rules ask for is in policies/aws, so that neither imports the other.",
            from: { path: "^policies/aws/", pathNot: "\\.spec\\.ts$" },
            to: { path: "^policies/rules/" },
        },
        {
            name: "local-is-imported-by-nobody",
            severity: "error",
            comment: "The embedded environment serves the command and the tests; production code never knows of it.",
            from: {
                path: "^(components|stacks|policies|functions)/",
                pathNot: "\\.spec\\.ts$|^policies/testing/platform\\.ts$",
            },
            to: { path: "^local/" },
        },
        {
            name: "local-knows-no-layer",
            severity: "error",
            comment: "The embedded environment stands for AWS: it serves whatever programs ask for.",
            from: { path: "^local/", pathNot: "\\.spec\\.ts$" },
            to: { path: "^(cli|stacks|components|policies|functions)/" },
        },
        {
            name: "no-development-dependencies-at-run-time",
            severity: "error",
            comment:
                "'npm ci --omit=dev' is all that a job needs which deploys. The rules' document is written by developers.",
            from: {
                path: "^(cli|local|components|stacks|policies|functions)/",
                pathNot: "\\.spec\\.ts$|/testing/|^policies/(mutation/)?writeDocument\\.ts$",
            },
            to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
        },
        {
            name: "stacks-import-no-cli",
            severity: "error",
            from: { path: "^stacks/" },
            to: { path: "^cli/" },
        },
        {
            name: "specs-are-imported-by-nobody",
            severity: "error",
            from: { pathNot: "\\.spec\\.ts$" },
            to: { path: "\\.spec\\.ts$" },
        },
    ],
    options: {
        doNotFollow: { path: "node_modules" },
        // The command's own package.json lists nothing: the root's counts.
        combinedDependencies: true,
        tsPreCompilationDeps: true,
        tsConfig: { fileName: "tsconfig.json" },
        enhancedResolveOptions: {
            extensions: [".ts", ".js", ".json"],
            exportsFields: ["exports"],
            conditionNames: ["require", "node", "default"],
        },
    },
};
