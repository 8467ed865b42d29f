import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import * as fc from "fast-check";
import { credentialIn, credentialWithin } from "./credential";

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
        ["REDIS_AUTH", "hunter2"],
        ["X-Api-Key", "'partner-4711'"],
        ["Authorization", "Basic b3JkZXJzOmh1bnRlcjI="],
        ["UPSTREAM", "Bearer 9f8e7d6c5b4a"],
        ["/orders/db/password", "hunter2"],
        ["--db-password", "hunter2"],
        ["DB_PASSWORD", "123456"],
        ["DB_PASSWORD_2", "4711"],
        ["adminPassword", "password"],
        ["DB_PASSWD", "admin-password"],
        ["DB_PASS", "my secret"],
        ["DB_PWD", "Password"],
        ["KEY_PASSPHRASE", "secret"],
        ["DB_PASSWORD", "summer-2024"],
        ["DB_PASSWORD", "Xy7-kQ-2a4f"],
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
        ["DB_SECRET", "orders-db-credentials-1a2b3c4"],
        ["DB_SECRET", "orders-db-credentials-dev-1a2b3c4d"],
        ["DB_SECRET", "orders-db-credentials-dev-1a2b"],
        ["DB_SECRET", "orders-db-credentials-dev-1a2b3c4d5"],
        ["SHOW_PASSWORD", "1"],
        ["TOKEN_AUTH", "access-token"],
        ["SESSION_SECRET", "secret"],
        ["EVENT_BUS", "GlobalCustomerProfileEventBusV2-a1b2c3d"],
        ["QUEUE", "GlobalCustomerProfileDeadLetterQueueV2Standard"],
        ["REDIS_AUTH", "iam"],
        ["KAFKA_AUTH", "scram-sha-512"],
        ["Authorization", "method.request.header.Authorization"],
        ["X-Api-Key", "stageVariables.partner"],
        ["DB_PASSWORD", "${db_password}"],
        ["DATABASE_URL", "postgres://orders:${DB_PASSWORD}@db.internal:5432/orders"],
        ["AUTH_SCHEME", "Basic realm=orders"],
        ["AUTH_SCHEME", "Bearer token"],
        ["DATASET", "sk-learn-image-processing-pipeline"],
        ["TOKEN_HEADER", "X-Api-Key"],
        ["Token", "{% $states.input.token %}"],
        ["CLIENT_ID", "7h57kellpd2u8ar1mq5r3ks22n"],
        ["KEY_ID", "1f0e2d3c-4b5a-6978-8796-a5b4c3d2e1f0"],
        ["POWERTOOLS_SERVICE_NAME", "orders"],
        ["TOPIC", "arn:aws:sns:eu-west-1:111122223333:OrdersPlacedTopic-1A2B3C4D5E6F7G8H"],
    ] as const) {
        it(`passes ${name}=${value.slice(0, 24)}`, () => assert.equal(credentialIn(name, value), undefined));
    }

    /** Words as people name things, joined in the ways in which they do. */
    const named = fc
        .tuple(
            fc.array(fc.constantFrom("global", "customer", "profile", "orders", "event", "bus", "queue", "secret"), {
                minLength: 1,
                maxLength: 6,
            }),
            fc.constantFrom("-", "_", ""),
            fc.option(fc.stringMatching(/^[0-9a-f]{7}$/), { nil: undefined }),
        )
        .map(([words, sign, suffix]) => {
            const joined = sign === "" ? words.map((word) => word[0].toUpperCase() + word.slice(1)) : words;
            return joined.join(sign) + (suffix === undefined ? "" : `-${suffix}`);
        });

    it("takes no name of a resource for random", () => {
        fc.assert(fc.property(named, (value) => assert.equal(credentialIn("EVENT_BUS", value), undefined)));
    });

    it("takes no name that Pulumi made for a secret", () => {
        fc.assert(
            fc.property(named, (value) =>
                assert.equal(credentialIn("DB_SECRET", `${value}-${digest(value, "hex").slice(0, 7)}`), undefined),
            ),
        );
    });

    it("sees every random value of 64 letters, and each under a secret's name", () => {
        fc.assert(
            fc.property(fc.nat(), (seed) => {
                const value = digest(String(seed), "base64url");
                assert.notEqual(credentialIn("SEED", value.slice(0, 64)), undefined);
                assert.notEqual(credentialIn("DB_PASSWORD", value.slice(0, 12)), undefined);
            }),
        );
    });

    it("sees every user and password of HTTP", () => {
        const word = fc.stringMatching(/^[!-9;-~]{1,12}$/);
        fc.assert(
            fc.property(word, word, (user, password) => {
                const header = `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
                assert.notEqual(credentialIn("HEADER", header), undefined);
                assert.notEqual(credentialWithin(`curl -H 'Authorization: ${header}' https://x`), undefined);
            }),
        );
    });
});

/** As good as random, and the same in each run. */
function digest(text: string, encoding: "hex" | "base64url"): string {
    return createHash("sha512").update(text).digest(encoding);
}

describe("credentialWithin", () => {
    for (const text of [
        "#!/bin/sh\nexport DB_PASSWORD=hunter2\nnode index.js",
        "mysql --user orders --password hunter2",
        "export DB_PASSWORD=password; node index.js",
        "mysql --user orders --password=hunter2",
        "node -e 1 --api-key 'partner-4711'",
        "exports.handler = async () => { const apiKey = 'partner-4711'; };",
        'const config = { "password": "hunter2" };',
        'redis-server --requirepass x --masterauth "$M" REDIS_AUTH=hunter2',
        "env:\n  DB_PASSWORD: hunter2\n",
        "curl -u orders:x https://orders:hunter2@example.com",
        "aws configure set aws_secret_access_key wJalrXUtnFEMI/K7MDENG",
        "psql 'host=db password=hunter2'",
        "-----BEGIN PRIVATE KEY-----",
    ]) {
        it(`sees ${text.slice(0, 60)}`, () => assert.notEqual(credentialWithin(text), undefined));
    }
    for (const text of [
        "",
        "export DB_PASSWORD=$(aws secretsmanager get-secret-value --secret-id orders)",
        'export DB_PASSWORD="$PASSWORD"',
        "exports.handler = async (event) => { const token = event.headers.token; };",
        "const password = await getSecret('orders/db');",
        "const token = readToken(name);",
        "const secret = process.env.SECRET;",
        "function login(user: string, password: string) {}",
        "mysql --user orders --password",
        "node index.js --token-ttl 3600",
        "Set the password: it is asked for at the first login.",
        "const label = { password: 'Password', apiKey: 'X-Api-Key' };",
        "fetch(url, { headers: { Authorization: `Bearer ${token}` } })",
        "api_key = os.environ['API_KEY']",
        "aws ssm get-parameter --name /orders/db/password --with-decryption",
        "token = None",
        "psql -h db -U orders --no-password orders",
        "node server.js --require-auth index.js",
    ]) {
        it(`passes ${text.slice(0, 60)}`, () => assert.equal(credentialWithin(text), undefined));
    }
});
