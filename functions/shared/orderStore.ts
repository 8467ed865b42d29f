import type { Order } from "./order";

/** Where orders are kept. */
export interface OrderStore {
    /**
     * Stores a new order, unless the customer already has one with this id.
     *
     * @returns what is stored now: `order` itself, or the one that was there before.
     */
    insert(order: Order): Promise<Order>;

    /** The customer's order, or `undefined` when this customer has none with this id. */
    find(customerId: string, orderId: string): Promise<Order | undefined>;
}
