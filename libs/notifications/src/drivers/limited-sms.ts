import { civilDateIn, type Clock, countryOfMobile } from '@aftercare/kernel';
import type { CompanyQueries } from '@aftercare/organization';
import { type Database, type Outbox, PermanentError, ProblemError, SYSTEM, Throttle } from '@aftercare/platform';
import type { MessageDriver, OutgoingMessage } from './message-driver.js';

const DAY_SECONDS = 86_400;

export interface SmsLimits {
  /** ISO 3166-1 alpha-2: where SMS may go. */
  readonly countries: readonly string[];
  /** How many may leave in a day of the company, from all processes together. */
  readonly perDay: number;
}

interface SmsSurroundings {
  readonly db: Database;
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly company: CompanyQueries;
}

/** N9. An SMS gateway that cannot be made to spend without end: to listed countries only, and so many a day. */
export function limitedSms(
  gateway: MessageDriver,
  limits: SmsLimits,
  { db, outbox, clock, company }: SmsSurroundings,
): MessageDriver {
  const ofDay = new Throttle(db, clock, 'sms.day', { points: limits.perDay, seconds: DAY_SECONDS });
  const alarmOfDay = new Throttle(db, clock, 'sms.alarm', { points: 1, seconds: DAY_SECONDS });

  const alarm = (message: OutgoingMessage): Promise<void> =>
    db.transaction((tx) =>
      outbox.audit(tx, SYSTEM, {
        name: 'notifications.sms-used-up',
        subject: { type: 'message', id: message.id },
        centerId: null,
        details: { perDay: limits.perDay },
      }),
    );
  return {
    name: gateway.name,
    ...(gateway.find ? { find: gateway.find.bind(gateway) } : {}),
    ...(gateway.reports ? { reports: gateway.reports.bind(gateway) } : {}),
    send: async (message) => {
      const country = countryOfMobile(message.recipient);
      if (country === null || !limits.countries.includes(country))
        throw new PermanentError(`SMS to ${country ?? 'an unknown country'} are not allowed`);
      const today = civilDateIn(clock.now(), (await company.current()).timeZone);
      if (!(await grants(ofDay, today))) {
        if (await grants(alarmOfDay, today)) await alarm(message);
        throw new PermanentError(`the ${limits.perDay} SMS of the day are used up`);
      }
      return gateway.send(message);
    },
  };
}

async function grants(throttle: Throttle, key: string): Promise<boolean> {
  try {
    await throttle.take(key);
    return true;
  } catch (error) {
    if (error instanceof ProblemError) return false;
    throw error;
  }
}
