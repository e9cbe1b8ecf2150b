import { Injectable } from '@nestjs/common';
import { type CivilDate, Clock, type Id } from '@aftercare/kernel';
import { CompanyQueries, type MoneyDisplay, type WorkingHours } from '@aftercare/organization';
import { type Actor, Database, type Name, nameJson, notFound, statement } from '@aftercare/platform';
import { readTrackingCode } from '@aftercare/reception';
import type { QuotedLine, QuoteState } from '@aftercare/repair';
import { type Journey, type JourneyFacts, journeyOf } from './journey.js';
import { unknownTrackingCode } from './portal.errors.js';

interface TrackedCenter {
  readonly name: Name;
  readonly phone: string | null;
  readonly address: string | null;
  /** IANA. */
  readonly timeZone: string;
  readonly hours: readonly WorkingHours[];
}

export interface TrackedDevice {
  readonly brand: Name;
  readonly product: Name;
  readonly promisedOn: CivilDate | null;
  readonly journey: Journey;
}

/** What a tracking code alone shows. */
export interface TrackingView {
  /** The customer's language. */
  readonly locale: 'fa' | 'en';
  readonly center: TrackedCenter;
  readonly devices: readonly TrackedDevice[];
}

/** The newest quote. Amounts in minor units; `answerable` while it waits for the customer's word. */
export interface TrackedQuote {
  readonly number: number;
  readonly state: Exclude<QuoteState, 'superseded'>;
  readonly lines: readonly Omit<QuotedLine, 'lineId'>[];
  readonly net: number;
  readonly tax: number;
  readonly total: number;
  readonly validUntil: CivilDate;
  readonly answeredAt: string | null;
  readonly answerable: boolean;
}

export interface OwnDevice extends TrackedDevice {
  readonly orderId: Id;
  readonly orderNumber: string;
  readonly declaredFault: string;
  readonly quote: TrackedQuote | null;
  readonly invoices: readonly {
    readonly number: string;
    readonly total: number;
    readonly paid: number;
    readonly due: number;
  }[];
}

/** What the customer sees after the second factor. */
export interface OwnTrackingView extends TrackingView {
  readonly number: string;
  /** First name of a person, name of a firm. */
  readonly customerName: string;
  /** ISO 4217. */
  readonly currency: string;
  readonly moneyDisplay: MoneyDisplay;
  readonly devices: readonly OwnDevice[];
}

/** A customer in the portal: sees one reception and answers for it. */
export interface Visitor extends Actor {
  readonly kind: 'customer';
  readonly receptionId: Id;
}

const CENTER = `json_build_object('name', ${nameJson('s')}, 'phone', s.phone, 'address', s.address, 'timeZone', s.time_zone,
  'hours', (SELECT coalesce(json_agg(json_build_object('weekday', h.weekday,
      'opens', to_char(make_interval(mins => h.opens_minute), 'HH24:MI'),
      'closes', to_char(make_interval(mins => h.closes_minute), 'HH24:MI')) ORDER BY h.weekday, h.opens_minute), '[]')
    FROM working_hours h WHERE h.center_id = s.id)) AS center`;
const DEVICE = `'brand', ${nameJson('b')}, 'product', ${nameJson('p')}, 'promisedOn', o.promised_on, 'state', o.state,
  'receivedAt', o.received_at, 'deliveredAt', o.delivered_at,
  'quoted', EXISTS (SELECT FROM repair_quote q WHERE q.order_id = o.id),
  'moves', (SELECT coalesce(json_agg(json_build_object('to', m.to_state, 'at', m.at) ORDER BY m.id), '[]')
              FROM repair_transition m WHERE m.order_id = o.id)`;
const OWN = `'orderId', o.id, 'orderNumber', o.number, 'declaredFault', o.declared_fault,
  'quote', (SELECT json_build_object('number', q.number, 'state', q.state, 'net', q.net, 'tax', q.tax, 'total', q.total,
              'lines', (SELECT coalesce(json_agg(line - 'lineId'), '[]') FROM jsonb_array_elements(q.lines) AS line),
              'validUntil', q.valid_until, 'answeredAt', q.answered_at,
              'answerable', q.state = 'sent' AND o.state = 'awaiting_approval'
                AND q.valid_until >= ($2::timestamptz AT TIME ZONE $3)::date)
              FROM repair_quote q WHERE q.order_id = o.id AND q.state <> 'superseded' ORDER BY q.number DESC LIMIT 1),
  'invoices', (SELECT coalesce(json_agg(json_build_object('number', i.number, 'total', i.total, 'paid', i.paid, 'due', i.due)
              ORDER BY i.number), '[]') FROM invoice i WHERE i.order_id = o.id AND i.kind = 'customer')`;
const devices = (
  fields: string,
): string => `(SELECT coalesce(json_agg(json_build_object(${fields}) ORDER BY o.number), '[]')
  FROM repair_order o JOIN device d ON d.id = o.device_id JOIN brand b ON b.id = d.brand_id
  JOIN product p ON p.id = d.product_id WHERE o.reception_id = r.id) AS devices`;
const RECEPTION = `FROM reception r JOIN service_center s ON s.id = r.center_id JOIN customer c ON c.id = r.customer_id`;

const byCode = statement(
  'portal.by-code',
  `SELECT c.locale, ${CENTER}, ${devices(DEVICE)} ${RECEPTION} WHERE r.tracking_code = $1`,
);
const own = statement(
  'portal.own',
  `SELECT r.number, c.locale, c.kind, c.name, ${CENTER}, ${devices(`${DEVICE}, ${OWN}`)} ${RECEPTION} WHERE r.id = $1`,
);
// A visit ends when the customer's number is no longer the one the code went to.
const visitor = statement(
  'portal.visitor',
  `SELECT r.id AS "receptionId", r.center_id AS "centerId", c.mobile
     FROM otp_challenge o JOIN reception r ON r.id = o.reception_id JOIN customer c ON c.id = r.customer_id
    WHERE o.id = $1 AND o.consumed_at IS NOT NULL AND o.mobile = c.mobile`,
);

type DeviceRow = Omit<OwnDevice, 'journey'> & JourneyFacts;

/** Every read of the portal. */
@Injectable()
export class TrackingQueries {
  constructor(
    private readonly db: Database,
    private readonly company: CompanyQueries,
    private readonly clock: Clock,
  ) {}

  /** P1. By a code as somebody typed it. Throws `portal.unknown-code`, also for what can be no code. */
  async find(typed: string): Promise<TrackingView> {
    const row = await this.db.row<Omit<TrackingView, 'devices'> & { devices: DeviceRow[] }>(byCode, [
      readTrackingCode(typed) ?? typed,
    ]);
    if (!row) throw unknownTrackingCode();
    return { ...row, devices: row.devices.map(tracked) };
  }

  /** Whose visit this is, from the id that `OneTimeCodes.redeem` gave; null when it is over. */
  async visitor(visitId: Id, requestId: string): Promise<Visitor | null> {
    const row = await this.db.row<{ receptionId: Id; centerId: Id; mobile: string }>(visitor, [visitId]);
    return (
      row && {
        kind: 'customer',
        accountId: null,
        name: masked(row.mobile),
        permissions: new Set(),
        centers: [row.centerId],
        requestId,
        receptionId: row.receptionId,
      }
    );
  }

  /** P3. Everything the customer may see of their own reception. */
  async get({ receptionId }: Visitor): Promise<OwnTrackingView> {
    const { timeZone, currency, moneyDisplay } = await this.company.current();
    const row = await this.db.row<
      Omit<OwnTrackingView, 'devices'> & { devices: DeviceRow[]; kind: 'person' | 'firm'; name: string }
    >(own, [receptionId, this.clock.now(), timeZone]);
    if (!row) throw notFound();
    const { kind, name, devices: rows, ...rest } = row;
    const customerName = kind === 'person' ? (name.trim().split(/\s+/)[0] ?? name) : name;
    return { ...rest, customerName, currency, moneyDisplay, devices: rows.map(ownDevice) };
  }
}

function tracked(row: JourneyFacts & Omit<TrackedDevice, 'journey'>): TrackedDevice {
  const { brand, product, promisedOn } = row;
  return { brand, product, promisedOn, journey: journeyOf(row) };
}

function ownDevice(row: DeviceRow): OwnDevice {
  const { orderId, orderNumber, declaredFault, quote, invoices } = row;
  return { ...tracked(row), orderId, orderNumber, declaredFault, quote, invoices };
}

/** `+98912•••6789`: what stands in histories for a customer. */
export function masked(mobile: string): string {
  return `${mobile.slice(0, -7)}•••${mobile.slice(-4)}`;
}
