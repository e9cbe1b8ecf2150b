import { minuteOfDay, TIME_OF_DAY, timeOfDay } from './working-hours.js';
import { isCurrency, isTimeZone } from './zones-and-currencies.js';

describe('working hours', () => {
  it('O5 a time of day is a minute from 0 to 1440 and back', () => {
    for (let minute = 0; minute <= 1440; minute++) {
      expect(TIME_OF_DAY.test(timeOfDay(minute))).toBe(true);
      expect(minuteOfDay(timeOfDay(minute))).toBe(minute);
    }
  });

  it.each(['8:30', '24:01', '12:60', '', '08:30:00', '۰۸:۳۰'])('O5 %s is no time of day', (text) =>
    expect(() => minuteOfDay(text)).toThrow(RangeError),
  );
});

describe('zones and currencies', () => {
  it('O3 are those the platform knows', () => {
    expect([isTimeZone('Asia/Tehran'), isTimeZone('UTC'), isTimeZone("Asia/Tehran'; --")]).toEqual([true, true, false]);
    expect([isCurrency('IRR'), isCurrency('EUR'), isCurrency('IRT')]).toEqual([true, true, false]);
  });
});
