import { smsLength } from './sms-length';

describe('the length of an SMS', () => {
  it.each([
    ['', 1],
    ['a'.repeat(160), 1],
    ['a'.repeat(161), 2],
    ['a'.repeat(307), 3],
    ['آ'.repeat(70), 1],
    ['آ'.repeat(71), 2],
    ['آ'.repeat(134), 2],
    ['آ'.repeat(135), 3],
    [`${'a'.repeat(70)}‌`, 2],
  ])('of %j is %d parts', (text, parts) => {
    expect(smsLength(text).parts).toBe(parts);
  });
});
