import { isImei, plausibility, readIdentity } from './identity.js';

describe('D2 what tells a unit from all others', () => {
  it('reads an IMEI in any digits and keeps the serial as typed', () => {
    expect(readIdentity({ serial: 'sn-۱۲۳', imei: '۴۹۰۱۵۴۲۰ ۳۲۳۷-۵۱۸' })).toEqual({
      serial: 'sn-۱۲۳',
      imei: '490154203237518',
      imei2: null,
    });
    expect(readIdentity({})).toEqual({ serial: null, imei: null, imei2: null });
  });

  it('takes an only IMEI as the first and refuses one in both places', () => {
    expect(readIdentity({ imei2: '356938035643809' })).toMatchObject({ imei: '356938035643809', imei2: null });
    expect(() => readIdentity({ imei: '356938035643809', imei2: '۳۵۶۹۳۸۰۳۵۶۴۳۸۰۹' })).toThrow(
      expect.objectContaining({ errors: [expect.objectContaining({ pointer: '/imei2', code: 'imei-twice' })] }),
    );
  });

  it('names every faulty field, under the pointer of the device', () => {
    expect(() => readIdentity({ serial: ' - ', imei: '490154203237519' }, '/device')).toThrow(
      expect.objectContaining({
        errors: [
          expect.objectContaining({ pointer: '/device/serial' }),
          expect.objectContaining({ pointer: '/device/imei' }),
        ],
      }),
    );
  });

  it.each([
    ['490154203237518', true],
    ['356938035643809', true],
    ['356938035643808', false],
    ['35693803564380', false],
    ['35693803564380X', false],
  ])('%s is an IMEI: %s', (digits, expected) => expect(isImei(digits)).toBe(expected));
});

describe('D3 what may be believed', () => {
  it.each([
    ['SN 1234', 'SN9999', 'declared'],
    ['sn-۱۲۳۴', 'SN9999', 'declared'],
    ['XX1234', 'SN9999', 'unknown'],
    ['anything', null, 'declared'],
    [null, null, 'unknown'],
  ] as const)('%s for pattern %s is %s', (serial, pattern, expected) =>
    expect(plausibility(serial, pattern)).toBe(expected),
  );
});
