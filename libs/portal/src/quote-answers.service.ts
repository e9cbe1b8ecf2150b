import { Injectable } from '@nestjs/common';
import type { Id } from '@aftercare/kernel';
import { execute, notFound, statement, type Tx } from '@aftercare/platform';
import { QuotesService } from '@aftercare/repair';
import type { Visitor } from './tracking.queries.js';

const isOfReception = statement(
  'portal.is-of-reception',
  'SELECT 1 AS found FROM repair_order WHERE id = $1 AND reception_id = $2',
);

@Injectable()
export class QuoteAnswersService {
  constructor(private readonly quotes: QuotesService) {}

  /**
   * P6. The customer's word on one version of a quote of their own reception, and on its sum. `address` is where from.
   * Throws what `QuotesService.answer` throws, and 404 for any other order.
   */
  async answer(
    tx: Tx,
    visitor: Visitor,
    { orderId, ...answer }: { orderId: Id; number: number; total: number; approved: boolean },
    address: string,
  ): Promise<void> {
    const [own] = await execute(tx, isOfReception, [orderId, visitor.receptionId]);
    if (!own) throw notFound();
    await this.quotes.answer(tx, visitor, orderId, { ...answer, channel: 'portal', address });
  }
}
