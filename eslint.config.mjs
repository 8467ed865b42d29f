import eslint from "@eslint/js";
import pulumi from "@pulumi/eslint-plugin";
import tseslint from "typescript-eslint";
import { knownArguments } from "./tools/lint/knownArguments.mts";

const GRANTS_ONLY =
    "Permissions come from the verbs of the resources (docs/decisions/0003-grants.md): resource.grant(grantee, verb).";

export default tseslint.config(
    { ignores: ["node_modules/", ".platform/", "dist/"] },
    eslint.configs.recommended,
    {
        files: ["**/*.ts", "**/*.mts"],
        extends: [tseslint.configs.recommendedTypeChecked],
        languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
        plugins: { "@pulumi": pulumi, platform: { rules: { "known-arguments": knownArguments } } },
        rules: {
            "platform/known-arguments": "error",
            "@pulumi/no-output-in-template-literal": "error",
            "@pulumi/no-output-instance-in-template-literal": "error",
            "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
            "@typescript-eslint/switch-exhaustiveness-check": "error",
        },
    },
    {
        // Wire formats (the provider protocol, policy documents, events) are untyped where they arrive.
        files: ["local/provider/**/*.ts", "policies/**/*.ts", "**/testing/**/*.ts", "**/*.spec.ts"],
        rules: {
            "@typescript-eslint/no-explicit-any": "off",
            "@typescript-eslint/no-unsafe-argument": "off",
            "@typescript-eslint/no-unsafe-assignment": "off",
            "@typescript-eslint/no-unsafe-call": "off",
            "@typescript-eslint/no-unsafe-member-access": "off",
            "@typescript-eslint/no-unsafe-return": "off",
        },
    },
    {
        // Roles and their policies are made in one place; API Gateway's logging role has a policy of AWS.
        files: ["components/**/*.ts", "stacks/**/*.ts"],
        ignores: ["components/identity/**", "components/integration/apiGatewayAccount.ts"],
        rules: {
            "no-restricted-imports": ["error", { patterns: [{ group: ["@pulumi/aws/iam*"], message: GRANTS_ONLY }] }],
            "no-restricted-syntax": [
                "error",
                {
                    selector:
                        "NewExpression > MemberExpression.callee:matches([object.property.name='iam'], [object.name='iam'])",
                    message: GRANTS_ONLY,
                },
            ],
        },
    },
    {
        files: ["**/*.spec.ts"],
        rules: {
            "no-restricted-syntax": [
                "error",
                {
                    selector: "MemberExpression[property.name=/^(only|skip)$/]",
                    message: "No exclusive or skipped tests.",
                },
            ],
        },
    },
    {
        files: ["**/*.js", "**/*.mjs"],
        extends: [tseslint.configs.disableTypeChecked],
        languageOptions: {
            globals: {
                require: "readonly",
                process: "readonly",
                console: "readonly",
                __dirname: "readonly",
                module: "writable",
            },
        },
    },
);
