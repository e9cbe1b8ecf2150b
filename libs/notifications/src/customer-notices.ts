import type { Id } from '@aftercare/kernel';
import { execute, type RecordedEvent, statement, SYSTEM, type Tx } from '@aftercare/platform';
import type { MessagesService } from './messages.service.js';
import type { MessageEvent } from './template-text.js';

interface NoticeFacts {
  readonly customer: string;
  readonly mobile: string | null;
  readonly email: string | null;
  readonly locale: 'fa' | 'en';
  readonly number: string;
  readonly trackingCode: string | null;
  readonly center: string;
  readonly device: string | null;
  readonly centerId: Id;
  readonly orderId: Id | null;
  readonly receptionId: Id | null;
}

const IN_THEIR_LANGUAGE = (alias: string): string =>
  `CASE c.locale WHEN 'fa' THEN coalesce(${alias}.name_fa, ${alias}.name_en) ELSE coalesce(${alias}.name_en, ${alias}.name_fa) END`;
const PERSON = `c.name AS customer, c.mobile, c.email, c.locale, ${IN_THEIR_LANGUAGE('s')} AS center`;
const TITLE = `${IN_THEIR_LANGUAGE('b')} || ' ' || ${IN_THEIR_LANGUAGE('p')}`;
const DEVICE = `JOIN device d ON d.id = o.device_id JOIN brand b ON b.id = d.brand_id JOIN product p ON p.id = d.product_id`;

const ofOrder = statement(
  'notifications.facts-of-order',
  `SELECT ${PERSON}, o.number, r.tracking_code AS "trackingCode", ${TITLE} AS device,
          o.center_id AS "centerId", o.id AS "orderId", o.reception_id AS "receptionId"
     FROM repair_order o ${DEVICE} JOIN customer c ON c.id = o.customer_id JOIN service_center s ON s.id = o.center_id
     LEFT JOIN reception r ON r.id = o.reception_id
    WHERE o.id = $1`,
);
const ofReception = statement(
  'notifications.facts-of-reception',
  `SELECT ${PERSON}, r.number, r.tracking_code AS "trackingCode",
          (SELECT string_agg(${TITLE}, CASE c.locale WHEN 'fa' THEN '، ' ELSE ', ' END ORDER BY o.number) FROM repair_order o ${DEVICE}
            WHERE o.reception_id = r.id) AS device,
          r.center_id AS "centerId", NULL AS "orderId", r.id AS "receptionId"
     FROM reception r JOIN customer c ON c.id = r.customer_id JOIN service_center s ON s.id = r.center_id
    WHERE r.id = $1`,
);

/** Tells customers of what happened to their device. */
export class CustomerNotices {
  constructor(
    private readonly messages: MessagesService,
    /** Where the tracking code is appended. */
    private readonly portalUrl: string,
  ) {}

  /** Queues the messages for a fact about a reception or a repair order; none where there is no customer to tell. */
  async tell(tx: Tx, fact: RecordedEvent, event: MessageEvent): Promise<void> {
    const query = fact.subject.type === 'reception' ? ofReception : ofOrder;
    const [facts] = await execute<NoticeFacts>(tx, query, [fact.subject.id]);
    if (!facts) return;
    const { customer, device, number, trackingCode, center, locale, mobile, email } = facts;
    const { centerId, orderId, receptionId } = facts;
    const link = trackingCode === null ? '' : `${this.portalUrl.replace(/\/$/, '')}/${trackingCode}`;
    await this.messages.queue(tx, SYSTEM, {
      eventId: fact.id,
      event,
      locale,
      to: { mobile, email },
      values: { customer, device: device ?? '', number, link, center },
      centerId,
      orderId,
      receptionId,
    });
  }
}
