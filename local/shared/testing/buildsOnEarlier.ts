/**
 * For a suite whose tests build on each other, called in it: once one has failed, those after it fail at once, and name the first
 * that did. What they would say of themselves would only lead away from it.
 */
export function buildsOnEarlier(): void {
    let first: string | undefined;
    beforeEach(function () {
        if (this.currentTest === undefined || first === undefined) return;
        const error = new Error(`Not run: it builds on '${first}', which failed.`);
        // Nothing is wrong where it is thrown.
        error.stack = error.message;
        this.currentTest.fn = () => {
            throw error;
        };
    });
    afterEach(function () {
        if (this.currentTest?.state === "failed") first ??= this.currentTest.title;
    });
}
