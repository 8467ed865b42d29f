/** A resource's type, without those of its parents: `urn:pulumi:local::platform-data::a:b:C$aws:s3/bucket:Bucket::lake` is a bucket's. */
export function typeOf(urn: string): string {
    const chain = urn.split("::")[2] ?? "";
    return chain.slice(chain.lastIndexOf("$") + 1);
}

/** A resource's logical name, which may have colons in it. */
export function nameOf(urn: string): string {
    return urn.split("::").slice(3).join("::");
}

/** The resource as messages name it. */
export function about(urn: string): string {
    return `${typeOf(urn)} '${nameOf(urn)}'`;
}
