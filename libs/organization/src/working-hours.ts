/** A span of work on a weekday, 1 Saturday to 7 Friday, in the centre's wall time; `closes` may be `24:00`. */
export interface WorkingHours {
  readonly weekday: number;
  readonly opens: string;
  readonly closes: string;
}

/** `HH:MM` from 00:00 to 24:00. */
export const TIME_OF_DAY = /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/;

/** Minutes after midnight of a time that fits `TIME_OF_DAY`; throws RangeError for any other text. */
export function minuteOfDay(time: string): number {
  if (!TIME_OF_DAY.test(time)) throw new RangeError(`not a time of day: ${time}`);
  const [hours = '', minutes = ''] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}

/** The inverse of `minuteOfDay`. */
export function timeOfDay(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
