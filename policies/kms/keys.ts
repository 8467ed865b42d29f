/** Whether a key is one that AWS makes for a service (`alias/aws/dynamodb`), in whatever form it is named. */
export function isServiceKey(key: string): boolean {
    return /(^|:)alias\/aws\//.test(key);
}
