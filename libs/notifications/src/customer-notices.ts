import { addDays, type CivilDate, dayText, type Id } from '@aftercare/kernel';
import { execute, type RecordedEvent, type Statement, statement, SYSTEM, type Tx } from '@aftercare/platform';
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
  readonly centerId: Id | null;
  readonly orderId: Id | null;
  readonly receptionId: Id | null;
  /** The first day without cover, of a guarantee or a contract. */
  readonly endsOn?: CivilDate;
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
// To whom the device belongs now; the company speaks, for no centre promised this.
const ofRegistration = statement(
  'notifications.facts-of-registration',
  `SELECT ${PERSON}, w.card_no AS number, NULL AS "trackingCode", ${TITLE} AS device, NULL AS "centerId",
          NULL AS "orderId", NULL AS "receptionId", w.ends_on AS "endsOn"
     FROM warranty_registration w JOIN device d ON d.id = w.device_id JOIN brand b ON b.id = d.brand_id
     JOIN product p ON p.id = d.product_id CROSS JOIN company s
     JOIN device_ownership o ON o.device_id = d.id AND o.owned_to IS NULL JOIN customer c ON c.id = o.customer_id
    WHERE w.id = $1`,
);
// The company speaks: a contract may hold in many centres.
const ofContract = statement(
  'notifications.facts-of-contract',
  `SELECT ${PERSON}, k.number, NULL AS "trackingCode", NULL AS device, NULL AS "centerId", NULL AS "orderId",
          NULL AS "receptionId", k.ends_on AS "endsOn"
     FROM service_contract k JOIN customer c ON c.id = k.customer_id CROSS JOIN company s WHERE k.id = $1`,
);
const FACTS: Readonly<Record<string, Statement>> = {
  reception: ofReception,
  'repair-order': ofOrder,
  'service-contract': ofContract,
  'warranty-registration': ofRegistration,
};

/** Tells customers of what happened to their device. */
export class CustomerNotices {
  constructor(
    private readonly messages: MessagesService,
    /** Where the tracking code is appended. */
    private readonly portalUrl: string,
  ) {}

  /** Queues the messages for a fact about a reception, a repair order, a guarantee or a contract; none where there is no customer to tell. */
  async tell(tx: Tx, fact: RecordedEvent, event: MessageEvent): Promise<void> {
    const query = FACTS[fact.subject.type];
    if (!query) throw new Error(`nobody knows whom to tell of a ${fact.subject.type}`);
    const [facts] = await execute<NoticeFacts>(tx, query, [fact.subject.id]);
    if (!facts) return;
    const { customer, device, number, trackingCode, center, locale, mobile, email } = facts;
    const { centerId, orderId, receptionId, endsOn } = facts;
    const until = endsOn === undefined ? '' : dayText(addDays(endsOn, -1), locale);
    const link = trackingCode === null ? '' : `${this.portalUrl.replace(/\/$/, '')}/${trackingCode}`;
    await this.messages.queue(tx, SYSTEM, {
      eventId: fact.id,
      event,
      locale,
      to: { mobile, email },
      values: { customer, device: device ?? '', number, link, center, until },
      centerId,
      orderId,
      receptionId,
    });
  }
}
