import { hasNationalIdShape, nationalIdAgrees, nationalIdDigits } from './national-id.js';

describe('CU3 national ids', () => {
  it('reads digits of any script, with dashes and spaces', () => {
    expect(nationalIdDigits('۰۴۹۹-۳۷۰۸۹ ۹')).toBe('0499370899');
  });

  it('has a shape for persons, foreigners and firms', () => {
    expect(hasNationalIdShape('0499370899', 'person')).toBe(true);
    expect(hasNationalIdShape('123456789012', 'person')).toBe(true);
    expect(hasNationalIdShape('10380284790', 'person')).toBe(false);
    expect(hasNationalIdShape('10380284790', 'firm')).toBe(true);
    expect(hasNationalIdShape('049937089', 'person')).toBe(false);
  });

  it.each([
    ['0499370899', true],
    ['0790419904', true],
    ['0499370898', false],
    ['1111111111', false],
    ['10380284790', true],
    ['10380284792', false],
    ['123456789012', true],
  ])('the check digit of %s agrees: %s', (digits, agrees) => expect(nationalIdAgrees(digits)).toBe(agrees));
});
