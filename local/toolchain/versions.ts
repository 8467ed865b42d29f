/** The Pulumi CLI that the environments are tested with; the same as the SDK's version and that in `tools/pulumi/go.mod`. */
export const pulumiVersion = "3.259.0";

/** The language host that can be built from the Go module proxy; see `tools/README.md`. */
export const builtHostVersion = "3.68.0";
