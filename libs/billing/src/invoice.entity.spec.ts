import { Invoice } from './invoice.entity.js';

describe('an invoice', () => {
  it('B7 takes payments up to what is due and refuses more', () => {
    const invoice = Object.assign(new Invoice(), { total: 14_080_000, paid: 0 });
    invoice.pay(4_000_000);
    expect(invoice.due).toBe(10_080_000);
    expect(() => invoice.pay(10_080_001)).toThrow(
      expect.objectContaining({ code: 'billing.overpayment', params: { due: 10_080_000 } }),
    );
    expect(invoice.paid).toBe(4_000_000);
    invoice.pay(10_080_000);
    expect(invoice.due).toBe(0);
    expect(() => invoice.pay(1)).toThrow('billing.overpayment');
  });
});
