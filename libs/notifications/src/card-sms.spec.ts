import { readCardSms } from './card-sms.js';

const read = { cardNo: 'WC-1405-000007', scratchCode: '4821930577120649', serial: 'SN-1' };

describe('N11 an SMS that activates a card', () => {
  it.each([
    'WC-1405-000007 4821930577120649 SN-1',
    'wc1405000007 4821-9305-7712-0649 SN-1',
    '۱۴۰۵۰۰۰۰۰۷ ۴۸۲۱۹۳۰۵۷۷۱۲۰۶۴۹ SN-1',
    '١٤٠٥-٠٠٠٠٠٧\n٤٨٢١ ٩٣٠٥ ٧٧١٢ ٠٦٤٩\nSN-1 ',
    '1405000007*4821930577120649*SN-1',
    ' WC-1405-000007، 4821930577120649، SN-1',
  ])('is read: %j', (text) => expect(readCardSms(text)).toEqual(read));

  it('needs no serial number where the card has one', () => {
    const { serial: _, ...rest } = read;
    expect(readCardSms('1405000007 4821930577120649')).toEqual(rest);
  });

  it.each([
    '',
    'سلام',
    'WC-1405-000007',
    'WC-1405-000007 SN-1 4821930577120649',
    '1405000007 48219305771206490 SN-1',
    `1405000007 4821930577120649 ${'x'.repeat(61)}`,
  ])('is not: %j', (text) => expect(readCardSms(text)).toBeNull());

  it('is refused in no time, however long', () => {
    expect(readCardSms(`${'- '.repeat(5_000)}1405`)).toBeNull();
  });
});
