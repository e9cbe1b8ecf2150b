import { AsyncLocalStorage } from 'node:async_hooks';

/** The Idempotency-Key of the running request and what it is bound to. */
export interface IdempotencyClaim {
  readonly principal: string;
  readonly route: string;
  readonly key: string;
  readonly bodyHash: string;
}

/**
 * The only ambient value of the product: which idempotency key the running request holds. `Database.transaction`
 * writes it in the effect's own transaction, so that no controller can forget to.
 */
export const idempotencyScope = new AsyncLocalStorage<IdempotencyClaim>();

/** Not a failure: the first answer to this idempotency key, to be sent again as it was. */
export class ReplayedResponse extends Error {
  constructor(
    readonly status: number,
    readonly body: unknown,
  ) {
    super('answered before');
  }
}
