import type { APIGatewayProxyEvent } from "aws-lambda";
import { apiHandler, customerOf, header, HttpProblem, type ApiSettings, type Reply } from "../shared/http";
import { orderSchema, orderView, type Order } from "../shared/order";
import type { OrderStore } from "../shared/orderStore";

/** What the handler is made of. */
export interface ReadOrderDependencies extends ApiSettings {
    readonly store: Pick<OrderStore, "find">;
}

/** Inbound adapter for API Gateway. The use case is one lookup: the store finds nothing of another customer. */
export function createHandler(dependencies: ReadOrderDependencies) {
    return apiHandler(dependencies, async (event) => {
        const customerId = customerOf(event);
        const orderId = orderSchema.shape.orderId.safeParse(event.pathParameters?.orderId);
        const order = orderId.success ? await dependencies.store.find(customerId, orderId.data) : undefined;
        // Another customer's order and none at all must look the same.
        if (order === undefined) throw new HttpProblem(404, "no-such-order", "You have no order with this id.");
        return reply(order, event);
    });
}

function reply(order: Order, event: APIGatewayProxyEvent): Reply {
    const etag = `"${order.version}"`;
    // A browser may keep the order, but must ask whether it is still the same.
    const headers = { ETag: etag, "Cache-Control": "private, no-cache" };
    if (isKnown(etag, header(event, "If-None-Match"))) return { status: 304, headers };
    return { status: 200, headers, body: orderView(order) };
}

/** Weak comparison, as RFC 9110, section 13.1.2 asks for `If-None-Match`: proxies that compress mark tags as weak. */
function isKnown(etag: string, ifNoneMatch: string | undefined): boolean {
    const known = (ifNoneMatch ?? "").split(",").map((tag) => tag.trim().replace(/^W\//, ""));
    return known.includes(etag) || known.includes("*");
}
