import { type CivilDate, civilDateIn, type Id, inCalendar } from '@aftercare/kernel';
import type { CompanyQueries } from '@aftercare/organization';
import { execute, notFound, statement, type Tx } from '@aftercare/platform';

/** What numbers and dates of a centre's papers go by: its code, the civil day it is there, that day's year, the currency. */
export interface CenterDay {
  readonly centerId: Id;
  readonly centerCode: string;
  readonly on: CivilDate;
  readonly year: number;
  readonly currency: string;
}

const centerOf = statement('billing.center', 'SELECT code, time_zone AS "timeZone" FROM service_center WHERE id = $1');

export async function centerDay(tx: Tx, company: CompanyQueries, centerId: Id, at: Date): Promise<CenterDay> {
  const { calendar, currency } = await company.current(tx);
  const [center] = await execute<{ code: string; timeZone: string }>(tx, centerOf, [centerId]);
  if (!center) throw notFound();
  const on = civilDateIn(at, center.timeZone);
  return { centerId, centerCode: center.code, on, year: inCalendar(on, calendar).year, currency };
}
