import { Invoice } from './invoice.entity.js';

describe('an invoice', () => {
  it('B7 takes payments up to what is due and refuses more', () => {
    const invoice = Object.assign(new Invoice(), { total: 14_080_000, paid: 0, writtenOff: 0 });
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

  it('B14 asks nothing of the centre itself', () => {
    const invoice = Object.assign(new Invoice(), {
      total: 3_000_000,
      paid: 0,
      writtenOff: 0,
      payer: 'centre' as const,
    });
    expect(invoice.due).toBe(0);
    expect(() => invoice.pay(1)).toThrow('billing.overpayment');
    expect(() => invoice.writeOff()).toThrow('billing.nothing-due');
  });

  it('B15 gives up all that is due, once', () => {
    const invoice = Object.assign(new Invoice(), { total: 100, paid: 30, writtenOff: 0 });
    expect(invoice.writeOff()).toBe(70);
    expect(invoice.due).toBe(0);
    expect(() => invoice.writeOff()).toThrow('billing.nothing-due');
    expect(() => invoice.pay(1)).toThrow('billing.overpayment');
  });
});
