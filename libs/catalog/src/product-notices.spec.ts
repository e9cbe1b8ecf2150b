import { noticesOf } from './product-notices.js';

const phone = { serialPattern: 'NV999', hasImei: true, discontinuedOn: '2024-03-20', supportUntil: '2027-03-21' };

describe('notices of a product', () => {
  it.each([
    [{ serial: 'NV123', imei: '490154203237518' }, '2024-03-19', []],
    [{ serial: 'XX1', imei: null }, '2024-03-19', ['serial-pattern', 'imei-missing']],
    [{ serial: null, imei: '490154203237518' }, '2024-03-20', ['discontinued']],
    [{ serial: 'NV123', imei: '490154203237518' }, '2027-03-20', ['discontinued']],
    [{ serial: 'NV123', imei: '490154203237518' }, '2027-03-21', ['support-ended']],
  ])('C8 for %j on %s are %j', (unit, today, notices) => expect(noticesOf(phone, unit, today)).toEqual(notices));

  it('C8 a product of which nothing is known says nothing', () => {
    const plain = { serialPattern: null, hasImei: false, discontinuedOn: null, supportUntil: null };
    expect(noticesOf(plain, { serial: 'X', imei: null }, '2030-01-01')).toEqual([]);
  });
});
