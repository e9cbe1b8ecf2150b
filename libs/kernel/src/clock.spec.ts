import { FixedClock, SystemClock } from './clock.js';

describe('clock', () => {
  it('stands where it is put and moves only when told', () => {
    const clock = new FixedClock(new Date('2024-03-20T08:00:00Z'));
    clock.now().setFullYear(1999);
    expect(clock.now().toISOString()).toBe('2024-03-20T08:00:00.000Z');
    clock.advance(86_400_000);
    expect(clock.now().toISOString()).toBe('2024-03-21T08:00:00.000Z');
    clock.set('2025-03-20T00:00:00Z');
    expect(clock.now().toISOString()).toBe('2025-03-20T00:00:00.000Z');
  });

  it('follows the system otherwise', () => {
    const before = Date.now();
    const now = new SystemClock().now().getTime();
    expect(now).toBeGreaterThanOrEqual(before);
    expect(now).toBeLessThanOrEqual(Date.now());
  });
});
