import type { Order } from "../shared/order";
import type { OrderStore } from "../shared/orderStore";
import { ordersTable } from "../shared/tables";

/** An order store for tests, with the DynamoDB store's behaviour. */
export class MemoryOrderStore implements OrderStore {
    readonly orders = new Map<string, Order>();

    insert(order: Order): Promise<Order> {
        const key = keyOf(order[ordersTable.hashKey], order[ordersTable.rangeKey]);
        const stored = this.orders.get(key) ?? order;
        this.orders.set(key, stored);
        return Promise.resolve(stored);
    }

    find(customerId: string, orderId: string): Promise<Order | undefined> {
        return Promise.resolve(this.orders.get(keyOf(customerId, orderId)));
    }
}

function keyOf(...key: string[]): string {
    return JSON.stringify(key);
}
