import { IdempotencyItemAlreadyExistsError, IdempotencyItemNotFoundError } from "@aws-lambda-powertools/idempotency";
import { BasePersistenceLayer, type IdempotencyRecord } from "@aws-lambda-powertools/idempotency/persistence";

/** Idempotency records for tests, with the conditions of Powertools' DynamoDB layer. */
export class MemoryIdempotency extends BasePersistenceLayer {
    readonly records = new Map<string, IdempotencyRecord>();

    /** Forgets every answer, as time to live would. */
    forget(): void {
        this.records.clear();
    }

    protected _getRecord(idempotencyKey: string): Promise<IdempotencyRecord> {
        const record = this.records.get(idempotencyKey);
        return record === undefined ? Promise.reject(new IdempotencyItemNotFoundError()) : Promise.resolve(record);
    }

    protected _putRecord(record: IdempotencyRecord): Promise<void> {
        const existing = this.records.get(record.idempotencyKey);
        if (existing !== undefined) {
            return Promise.reject(new IdempotencyItemAlreadyExistsError("The key exists.", existing));
        }
        return this._updateRecord(record);
    }

    protected _updateRecord(record: IdempotencyRecord): Promise<void> {
        this.records.set(record.idempotencyKey, record);
        return Promise.resolve();
    }

    protected _deleteRecord(record: IdempotencyRecord): Promise<void> {
        this.records.delete(record.idempotencyKey);
        return Promise.resolve();
    }
}
