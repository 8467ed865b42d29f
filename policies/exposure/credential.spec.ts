import assert from "node:assert/strict";
import { credentialIn } from "./credential";

describe("credentialIn", () => {
    for (const [name, value] of [
        ["ACCESS", "AKIAIOSFODNN7EXAMPLE"],
        ["KEY_FILE", "-----BEGIN RSA PRIVATE KEY-----\nMIIE"],
        ["DEPLOY", `ghp_${"a1".repeat(18)}`],
        ["DATABASE_URL", "postgres://orders:hunter2@db.internal:5432/orders"],
        ["DB_PASSWORD", "hunter2"],
        ["dbPassword", "hunter2"],
        ["STRIPE_API_KEY_VALUE", "abc"],
        ["CLIENT_SECRET", "s3cr3t"],
        ["DB_PASS", "hunter2"],
        ["PGPASSWORD", "hunter2"],
        ["CONN", "Server=db.internal;User Id=orders;Password=hunter2"],
        ["DSN", "host=db.internal password=hunter2"],
        ["ALERTS", "https://hooks.slack.com/services/T00000000/B00000000/xxxxxxxxxxxx"],
        ["AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"],
        ["SESSION_SECRET", "aB3dE/f9GhIjKl"],
        ["SEED", "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY"],
    ] as const) {
        it(`sees ${name}=${value.slice(0, 24)}`, () => assert.notEqual(credentialIn(name, value), undefined));
    }

    for (const [name, value] of [
        ["DB_PASSWORD_SECRET_ARN", "orders-db"],
        ["DB_PASSWORD", "arn:aws:secretsmanager:eu-west-1:111122223333:secret:orders-AbCdEf"],
        ["API_KEY", "/orders/api-key"],
        ["TOKEN_ENDPOINT", "https://login.example.com/token"],
        ["IDEMPOTENCY_TOKEN_TTL", "3600"],
        ["MAX_TOKENS", "4096"],
        ["DB_SECRET", "prod/db"],
        ["SSM_SECRET", "orders/db"],
        ["DB_PASSWORD", "Shop/Prod/db-password"],
        ["CURSOR_TOKEN", "none"],
        ["BUNDLE_HASH", "Zk3vQ9xB7mT2nW5cR8yL1pD4sF6gH0jKaEuVt"],
        ["COMPASS", "north"],
        ["CONN", "host=db.internal;password=${DB_PASSWORD}"],
        ["RESET_LINK_QUERY", "forgot_password=yes"],
        ["TABLE_NAME", "orders-3f2b1c9"],
        ["CLIENT_ID", "7h57kellpd2u8ar1mq5r3ks22n"],
        ["KEY_ID", "1f0e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"],
        ["POWERTOOLS_SERVICE_NAME", "orders"],
        ["TOPIC", "arn:aws:sns:eu-west-1:111122223333:OrdersPlacedTopic-1A2B3C4D5E6F7G8H"],
    ] as const) {
        it(`passes ${name}=${value.slice(0, 24)}`, () => assert.equal(credentialIn(name, value), undefined));
    }
});
