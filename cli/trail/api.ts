/**
 * Sends a document to the API, as who is signed in.
 *
 * @param apiUrl address of the API's stage
 * @param path below it, such as `/orders`
 */
export function post(
    apiUrl: string,
    path: string,
    idToken: string,
    document: object,
    headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
    return fetch(`${apiUrl}${path}`, {
        method: "POST",
        headers: { authorization: idToken, "content-type": "application/json", ...headers },
        body: JSON.stringify(document),
    });
}
