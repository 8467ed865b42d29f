import type { LayerConfig, LayerName } from "../config";

/** What all layers of an environment are built with, for tests that build one of them. */
export const sharedConfig: Omit<LayerConfig<LayerName>, "layer"> = {
    environment: "dev",
    region: "eu-west-1",
    namePattern: "${name}-${stack}-${hex(7)}",
    platform: {
        owner: "team",
        costCenter: "1",
        deletionProtection: true,
        logRetentionDays: 14,
        logLevel: "INFO",
        functionMemoryMebibytes: 512,
        clickstream: { retentionHours: 168 },
    },
};
