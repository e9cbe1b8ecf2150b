import { Injectable } from '@nestjs/common';
import type { Id } from '@aftercare/kernel';
import { execute, type RecordedEvent, statement, SYSTEM, type Tx } from '@aftercare/platform';
import { MessagesService } from './messages.service.js';

type Locale = 'fa' | 'en';

const KINDS: Readonly<Record<string, Readonly<Record<Locale, string>>>> = {
  stolen: { fa: 'سرقتی', en: 'stolen' },
  blocked: { fa: 'مسدود', en: 'blocked' },
  counterfeit: { fa: 'تقلبی', en: 'counterfeit' },
};

interface Alarm {
  readonly kind: string;
  readonly number: string;
  readonly reference: string;
  readonly note: string;
  readonly device: Readonly<Record<Locale, string>>;
  readonly center: Readonly<Record<Locale, string>>;
}

const name = (alias: string): string =>
  `json_build_object('fa', coalesce(${alias}.name_fa, ${alias}.name_en, ''), 'en', coalesce(${alias}.name_en, ${alias}.name_fa, ''))`;
// $1 the entry, else the last one that stops the device $2; $3 the centre. A device may be stopped without an entry.
const alarmOf = statement(
  'notifications.security-alarm',
  `SELECT coalesce(b.kind, 'blocked') AS kind, coalesce(d.serial, d.imei, b.serial, b.imei, '—') AS number,
          concat_ws(' ', nullif(b.source, 'staff'), b.reference) AS reference, coalesce(b.note, d.blocked_reason, '—') AS note,
          ${name('p')} AS device, ${name('s')} AS center
     FROM service_center s
     LEFT JOIN device d ON d.id = $2
     LEFT JOIN LATERAL (
       SELECT * FROM device_block x
        WHERE x.lifted_at IS NULL AND x.kind <> 'recalled'
          AND (x.id = $1 OR ($1::uuid IS NULL AND (x.device_id = d.id OR x.serial_norm = d.serial_norm OR x.imei IN (d.imei, d.imei2))))
        ORDER BY x.id DESC LIMIT 1) b ON true
     LEFT JOIN product p ON p.id = coalesce(d.product_id, b.product_id)
    WHERE s.id = $3`,
);
// Enabled accounts of the role the company names, those of one centre for their centre only.
const toldOf = statement(
  'notifications.security-people',
  `SELECT a.mobile, a.email, coalesce(a.locale, c.locale) AS locale
     FROM company c JOIN account_role r ON r.role_id = c.security_role_id JOIN account a ON a.id = r.account_id
    WHERE a.disabled_at IS NULL
      AND (a.scope = 'network' OR EXISTS (SELECT FROM account_center k WHERE k.account_id = a.id AND k.center_id = $1))
    ORDER BY a.id`,
);

/** Tells the company's security people of a unit that was turned away at a counter. */
@Injectable()
export class SecurityNotices {
  constructor(private readonly messages: MessagesService) {}

  /** One message per fact and person; none where the company names no role for it. */
  async tell(
    tx: Tx,
    fact: RecordedEvent,
    unit: { readonly deviceId: Id | null; readonly blockId: Id | null },
  ): Promise<void> {
    const { centerId } = fact;
    const [alarm] = await execute<Alarm>(tx, alarmOf, [unit.blockId, unit.deviceId, centerId]);
    if (!alarm) return;
    const people = await execute<{ mobile: string | null; email: string | null; locale: Locale }>(tx, toldOf, [
      centerId,
    ]);
    for (const { locale, ...to } of people)
      await this.messages.queue(tx, SYSTEM, {
        eventId: fact.id,
        event: 'security-alert',
        locale,
        to,
        centerId,
        values: {
          kind: KINDS[alarm.kind]?.[locale] ?? alarm.kind,
          number: alarm.number,
          reference: alarm.reference,
          note: alarm.note,
          device: alarm.device[locale],
          center: alarm.center[locale],
        },
      });
  }
}
