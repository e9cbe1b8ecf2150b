import { isSerialPattern, serialFits } from './serial-pattern.js';

describe('serial patterns', () => {
  it.each(['SN999999', 'A#*', 'X@9@A99', '#', 'AB.1/2_3'])('C3 accepts the mask %s', (pattern) => {
    expect(isSerialPattern(pattern)).toBe(true);
  });

  it.each(['', 'sn99', 'A*9', 'A@', '(a+)+$', '[0-9]', 'A 9', '9'.repeat(61)])('C3 refuses %j as a mask', (pattern) => {
    expect(isSerialPattern(pattern)).toBe(false);
  });

  it.each([
    ['SN999999', 'SN123456', true],
    ['SN999999', 'sn ۱۲۳-۴۵۶', true],
    ['SN999999', 'SN12345', false],
    ['SN999999', 'SN1234567', false],
    ['A#*', 'B7', true],
    ['A#*', 'B7-and-more', true],
    ['A#*', '77', false],
    ['X@9@A9', 'X9A5', true],
    ['X@9@A9', 'X8A5', false],
  ])('C4 under %s the serial %s fits: %s', (pattern, serial, fits) => {
    expect(serialFits(serial, pattern)).toBe(fits);
  });

  it('C4 a product without a mask takes any serial', () => {
    expect(serialFits('whatever', null)).toBe(true);
  });
});
