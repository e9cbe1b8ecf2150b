import { readTime, spansOf, weekdayName, weekdays } from './working-hours';

describe('working hours', () => {
  it.each([
    ['8', '08:00'],
    ['۸:۳۰', '08:30'],
    ['830', '08:30'],
    ['1745', '17:45'],
    ['24', '24:00'],
    ['24:30', null],
    ['25', null],
    ['7:60', null],
    ['soon', null],
    ['', null],
  ])('read %j as %j', (typed, time) => {
    expect(readTime(typed)).toBe(time);
  });

  it('begin the week where the reader does', () => {
    expect(weekdays('fa').map((day) => weekdayName(day, 'fa'))[0]).toBe('شنبه');
    expect(weekdays('en').map((day) => weekdayName(day, 'en'))).toEqual([
      'Monday',
      'Tuesday',
      'Wednesday',
      'Thursday',
      'Friday',
      'Saturday',
      'Sunday',
    ]);
  });

  it('list the spans of a day from the morning on', () => {
    const late = { weekday: 1, opens: '16:00', closes: '20:00' };
    const early = { weekday: 1, opens: '08:30', closes: '13:00' };
    expect(spansOf([late, { ...late, weekday: 2 }, early], 1)).toEqual([early, late]);
  });
});
