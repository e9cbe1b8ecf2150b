import { type Calendar, civilDateIn, type Id, inCalendar } from '@aftercare/kernel';
import { execute, nextNumber, statement, type Tx } from '@aftercare/platform';
import { unknownInventoryReference } from './inventory.errors.js';

const centerCalendar = statement(
  'inventory.center-calendar',
  'SELECT time_zone, calendar FROM service_center WHERE id = $1',
);

/** The next number of a series in the year that the centre's calendar shows at `now`. */
export async function numberOf(tx: Tx, series: 'GR' | 'RQ', centerId: Id, now: Date): Promise<string> {
  const [center] = await execute<{ time_zone: string; calendar: Calendar }>(tx, centerCalendar, [centerId]);
  if (!center) throw unknownInventoryReference();
  return nextNumber(tx, series, inCalendar(civilDateIn(now, center.time_zone), center.calendar).year);
}
