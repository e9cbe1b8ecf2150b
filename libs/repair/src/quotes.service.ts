import { Injectable } from '@nestjs/common';
import { addDays, type CivilDate, civilDateIn, Clock, type Id, newId } from '@aftercare/kernel';
import { lineForCustomer, sumOf, TaxRatesService } from '@aftercare/billing';
import { CompanyQueries } from '@aftercare/organization';
import { RequisitionsService } from '@aftercare/inventory';
import { type Actor, execute, Outbox, saveRoot, statement, type Tx } from '@aftercare/platform';
import { billableLines } from './billable-lines.js';
import { factsInside } from './order-facts.js';
import { quoteExpired, quoteOutdated } from './repair.errors.js';
import { repairQuoteAnswered, repairQuoteSent, repairReady } from './repair.events.js';
import { RepairOrder } from './repair-order.entity.js';
import { type AnswerChannel, type Estimate, type QuotedLine, RepairQuote } from './repair-quote.entity.js';
import { LinesService } from './lines.service.js';
import { lockOrder } from './lock-order.js';
import { RepairsService } from './repairs.service.js';

export const QUOTE_VALID_DAYS = 14;
export const QUOTE_TOLERANCE_PERCENT = 10;

/** The customer's word on exactly one quote: its number and sum say which one was seen. */
export interface QuoteAnswer {
  readonly approved: boolean;
  readonly number: number;
  readonly total: number;
  readonly channel: AnswerChannel;
  readonly address: string | null;
}

const supersedeOpen = statement(
  'repair.supersede-quotes',
  `UPDATE repair_quote SET state = 'superseded' WHERE order_id = $1 AND state = 'sent'`,
);
const nextQuoteNumber = statement(
  'repair.next-quote-number',
  'SELECT coalesce(max(number), 0) + 1 AS number FROM repair_quote WHERE order_id = $1',
);
const overdueQuotes = statement(
  'repair.overdue-quotes',
  `SELECT q.order_id FROM repair_quote q JOIN repair_order o ON o.id = q.order_id JOIN service_center c ON c.id = o.center_id
    WHERE q.state = 'sent' AND q.valid_until < ($1::timestamptz AT TIME ZONE c.time_zone)::date LIMIT $2`,
);

/** What the customer is asked to pay, in versions; an answer names the version and the sum it was given to. */
@Injectable()
export class QuotesService {
  constructor(
    private readonly repairs: RepairsService,
    private readonly lines: LinesService,
    private readonly requisitions: RequisitionsService,
    private readonly taxRates: TaxRatesService,
    private readonly company: CompanyQueries,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Q1. Fixes the customer's share of the present lines as the next version; an unanswered one is superseded. */
  async send(
    tx: Tx,
    actor: Actor,
    orderId: Id,
    version: number,
    terms: { validUntil?: CivilDate; tolerancePercent?: number },
  ): Promise<number> {
    const order = await lockOrder(tx, actor, orderId, version);
    const now = this.clock.now();
    const facts = await factsInside(tx, orderId, now);
    await this.repairs.carryOut(tx, actor, order, facts, 'send-quote', null);
    const { timeZone } = await this.company.current(tx);
    const today = civilDateIn(now, timeZone);
    const { lines, ...sums } = await this.estimate(tx, orderId, today);
    await execute(tx, supersedeOpen, [orderId]);
    const [next] = await execute<{ number: number }>(tx, nextQuoteNumber, [orderId]);
    const number = next?.number ?? 1;
    await tx.insert(RepairQuote, {
      id: newId(),
      orderId,
      number,
      state: 'sent',
      lines: [...lines],
      ...sums,
      tolerancePercent: terms.tolerancePercent ?? QUOTE_TOLERANCE_PERCENT,
      validUntil: terms.validUntil ?? addDays(today, QUOTE_VALID_DAYS),
      sentAt: now,
      sentBy: actor.name,
      answeredAt: null,
      answeredBy: null,
      answerChannel: null,
      answerAddress: null,
    });
    const { total } = sums;
    await this.outbox.publish(
      tx,
      actor,
      repairQuoteSent(order, { orderId, number: order.number, quote: number, total, receptionId: order.receptionId }),
    );
    return number;
  }

  /** The present lines of an order as the customer would pay them, at the tax rates of a day. */
  async estimate(tx: Tx, orderId: Id, on: CivilDate): Promise<Estimate> {
    const rates = await this.taxRates.of(tx, on);
    const priced = (await billableLines(tx, { id: orderId })).map((line) => lineForCustomer(line, rates));
    const lines = priced.map(
      ({ orderLineId, description, quantity, listAmount, coveredAmount, chargedAmount, taxAmount }): QuotedLine => ({
        lineId: orderLineId,
        description,
        quantity,
        listAmount,
        coveredAmount,
        chargedAmount,
        taxAmount,
      }),
    );
    return { lines, ...sumOf(priced) };
  }

  /**
   * Q2. Records the customer’s answer, once. Yes sends the order to the bench.
   * No frees the parts, withdraws the work and makes the device ready as it came.
   */
  async answer(tx: Tx, actor: Actor, orderId: Id, answer: QuoteAnswer, version?: number): Promise<void> {
    const order = await lockOrder(tx, actor, orderId, version);
    const now = this.clock.now();
    const quote = await tx.findOneBy(RepairQuote, { orderId, state: 'sent' });
    if (!quote || quote.number !== answer.number || quote.total !== answer.total)
      throw quoteOutdated(quote ? { number: quote.number, total: quote.total } : undefined);
    const { timeZone } = await this.company.current(tx);
    if (quote.validUntil < civilDateIn(now, timeZone)) throw quoteExpired();

    const facts = await factsInside(tx, orderId, now);
    const act = answer.approved ? 'approve-quote' : 'refuse-quote';
    await this.repairs.carryOut(tx, actor, order, facts, act, null);
    await tx.update(
      RepairQuote,
      { id: quote.id },
      {
        state: answer.approved ? 'approved' : 'refused',
        answeredAt: now,
        answeredBy: actor.name,
        answerChannel: answer.channel,
        answerAddress: answer.address,
      },
    );
    if (!answer.approved) await this.withdrawWork(tx, actor, order);
    const { number, channel, approved } = { ...answer, number: order.number };
    await this.outbox.publish(
      tx,
      actor,
      repairQuoteAnswered(order, { orderId, number, quote: quote.number, approved, channel }),
      { total: quote.total, address: answer.address },
    );
    if (!answer.approved) await this.tellReady(tx, actor, order, 'refuse-quote');
  }

  /** Q3. The nightly pass: a quote nobody answered in time counts as refused. Returns how many expired. */
  async expireOverdue(tx: Tx, actor: Actor, limit: number): Promise<number> {
    const now = this.clock.now();
    const due = await execute<{ order_id: Id }>(tx, overdueQuotes, [now, limit]);
    for (const { order_id: orderId } of due) {
      const order = await lockOrder(tx, actor, orderId);
      if (order.state !== 'awaiting_approval') continue;
      await this.repairs.carryOut(tx, actor, order, await factsInside(tx, orderId, now), 'refuse-quote', null);
      order.outcome = 'quote_expired';
      await saveRoot(tx, RepairOrder, order);
      await tx.update(
        RepairQuote,
        { orderId, state: 'sent' },
        { state: 'expired', answeredAt: now, answeredBy: actor.name },
      );
      await this.withdrawWork(tx, actor, order);
      await this.tellReady(tx, actor, order, 'refuse-quote');
    }
    return due.length;
  }

  private async withdrawWork(tx: Tx, actor: Actor, order: RepairOrder): Promise<void> {
    await this.requisitions.releaseOrder(tx, actor, order.id);
    await this.lines.withdrawUndone(tx, order.id);
  }

  private async tellReady(tx: Tx, actor: Actor, order: RepairOrder, act: 'refuse-quote'): Promise<void> {
    const { id: orderId, number, receptionId } = order;
    await this.outbox.publish(
      tx,
      actor,
      repairReady(order, {
        orderId,
        number,
        act,
        from: 'awaiting_approval',
        to: order.state,
        receptionId,
        repaired: false,
      }),
    );
  }
}
