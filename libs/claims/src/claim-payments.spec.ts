import fc from 'fast-check';
import { type AskedLine, shareAmongInvoices } from './claim-payments.js';

const amounts = fc.nat(1_000_000_000);
const ids = fc.constantFrom('a', 'b', 'c');

describe('what a settlement pays', () => {
  it('S16 goes line by line to the invoices in their order, to each at most what it asks', () => {
    const asked: AskedLine[] = [
      { invoiceId: 'maker', orderLineId: 'board', asked: 5_000_000 },
      { invoiceId: 'maker', orderLineId: 'labour', asked: 3_000_000 },
      { invoiceId: 'importer', orderLineId: 'board', asked: 3_625_000 },
    ];
    const pay = (board: number, labour: number) =>
      Object.fromEntries(
        shareAmongInvoices(
          new Map([
            ['board', board],
            ['labour', labour],
          ]),
          asked,
        ),
      );
    expect(pay(4_000_000, 0)).toEqual({ maker: 4_000_000 });
    expect(pay(8_000_000, 1_500_000)).toEqual({ maker: 6_500_000, importer: 3_000_000 });
    // What is over for labour does not pay the board.
    expect(pay(6_000_000, 9_000_000)).toEqual({ maker: 8_000_000, importer: 1_000_000 });
    expect(pay(99_000_000, 0)).toEqual({ maker: 5_000_000, importer: 3_625_000 });
    expect(Object.fromEntries(shareAmongInvoices(new Map([['travel', 800_000]]), asked))).toEqual({});
  });

  it('S16 never pays more than was settled, nor any invoice more than it asks', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(ids, amounts)),
        fc.array(fc.record({ invoiceId: ids, orderLineId: ids, asked: amounts })),
        (settlements, asked) => {
          const settled = new Map(settlements);
          const shares = shareAmongInvoices(settled, asked);
          const sum = (values: Iterable<number>) => [...values].reduce((all, value) => all + value, 0);
          expect(sum(shares.values())).toBeLessThanOrEqual(sum(settled.values()));
          for (const [invoiceId, share] of shares) {
            expect(share).toBeGreaterThan(0);
            expect(share).toBeLessThanOrEqual(
              sum(asked.filter((line) => line.invoiceId === invoiceId).map((line) => line.asked)),
            );
          }
        },
      ),
    );
  });
});
