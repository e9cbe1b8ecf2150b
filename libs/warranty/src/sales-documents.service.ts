import { CustomersService } from '@aftercare/customers';
import { DocumentedUnitsService, OwnershipService } from '@aftercare/devices';
import { type CivilDate, Clock, type Id, newId, normalizeSerial } from '@aftercare/kernel';
import { assertNetworkWide, CompanyQueries } from '@aftercare/organization';
import {
  type Actor,
  execute,
  type FieldFault,
  notFound,
  Outbox,
  type ProblemError,
  refusalOf,
  statement,
  type Tx,
} from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import type { SalesDocumentKey, SalesDocumentKind } from './sales-document.js';
import { type SoldUnit, UnitSales, type UnitSale } from './unit-sales.service.js';
import { linesRefused, returnIsFinal, unitNotSold } from './warranty.errors.js';
import { salesDocumentRecorded } from './warranty.events.js';

/** Units that left the warehouse for a buyer, or for a dealer, of whom nothing is said. */
export interface SalesDelivery extends SalesDocumentKey {
  readonly soldOn: CivilDate;
  readonly deliveredOn: CivilDate | null;
  readonly buyer: {
    readonly kind: 'person' | 'firm';
    readonly name: string;
    /** As typed. */
    readonly mobile: string;
  } | null;
  readonly lines: readonly Omit<UnitSale, 'soldOn' | 'deliveredOn'>[];
}

/** Units that came back. */
export interface SalesReturn extends SalesDocumentKey {
  readonly returnedOn: CivilDate;
  readonly lines: readonly Pick<UnitSale, 'product' | 'serial' | 'imei'>[];
}

const lockDocument = statement(
  'warranty.lock-sales-document',
  `SELECT pg_advisory_xact_lock(hashtextextended('sales ' || $1 || ' ' || $2 || ' ' || $3, 0))`,
);
const keptDocument = statement(
  'warranty.kept-sales-document',
  `SELECT id, buyer_id AS "buyerId", told, told = $4::jsonb AS same FROM sales_document
    WHERE kind = $1 AND source = $2 AND document_no = $3`,
);
const keepDocument = statement(
  'warranty.keep-sales-document',
  `INSERT INTO sales_document (id, kind, source, document_no, told, buyer_id, changed_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7)
   ON CONFLICT (id) DO UPDATE
     SET told = excluded.told, buyer_id = excluded.buyer_id, changed_at = excluded.changed_at,
         revision = sales_document.revision + 1`,
);
const keptLines = statement(
  'warranty.kept-sales-lines',
  `SELECT id, names, device_id AS "deviceId", card_id AS "cardId", registration_id AS "registrationId", open
     FROM sales_line WHERE document_id = $1`,
);
const keepLine = statement(
  'warranty.keep-sales-line',
  `INSERT INTO sales_line (id, document_id, position, names, device_id, card_id, registration_id, open)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
   ON CONFLICT (id) DO UPDATE SET position = excluded.position, registration_id = excluded.registration_id`,
);
const dropLine = statement('warranty.drop-sales-line', 'DELETE FROM sales_line WHERE id = $1');
const closeLine = statement(
  'warranty.close-sales-line',
  `UPDATE sales_line l SET open = false FROM sales_document d
    WHERE l.device_id = $1 AND l.open AND d.id = l.document_id
   RETURNING l.card_id AS "cardId", l.registration_id AS "registrationId", d.buyer_id AS "buyerId"`,
);
const isSold = statement('warranty.is-sold', 'SELECT 1 AS sold FROM device WHERE id = $1 AND sold_on IS NOT NULL');
const begin = statement('warranty.begin-line', 'SAVEPOINT sales_line');
const undo = statement('warranty.undo-line', 'ROLLBACK TO SAVEPOINT sales_line');
const done = statement('warranty.end-line', 'RELEASE SAVEPOINT sales_line');

interface KeptDocument {
  readonly id: Id;
  readonly buyerId: Id | null;
  readonly told: object;
  readonly same: boolean;
}

interface KeptLine extends SoldUnit {
  readonly id: Id;
  /** What the document called the unit and its card. */
  readonly names: string;
  readonly open: boolean;
}

/** Sales documents of an outside warehouse, under its own numbers: what units are sold, to whom, with which card. */
@Injectable()
export class SalesDocumentsService {
  constructor(
    private readonly sales: UnitSales,
    private readonly units: DocumentedUnitsService,
    private readonly ownership: OwnershipService,
    private readonly customers: CustomersService,
    private readonly company: CompanyQueries,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * S1. Takes over a delivery as it is told now, whole or not at all: 422 `warranty.lines-refused` names every line that
   * cannot be. Lines it no longer holds are taken back. The same document again changes nothing.
   */
  async putDelivery(tx: Tx, actor: Actor, delivery: SalesDelivery): Promise<void> {
    const { documentNo, soldOn, deliveredOn, buyer, lines } = delivery;
    const before = await this.open(tx, actor, 'delivery', delivery);
    if (before?.same) return;
    const { locale } = await this.company.current(tx);
    const buyerId =
      buyer === null ? null : (await this.customers.findOrCreate(tx, actor, { ...buyer, locale }, '/buyer')).customerId;
    const known = await linesOf(tx, before);
    const names = new Set(lines.map(namesOf));
    for (const line of known.values()) {
      if (names.has(line.names)) continue;
      if (line.open) await this.takeBack(tx, actor, line, before?.buyerId ?? null, deliveredOn ?? soldOn, documentNo);
      await execute(tx, dropLine, [line.id]);
    }
    const id = await this.keep(tx, actor, 'delivery', delivery, before, buyerId);
    await eachLine(tx, lines, async (line, position) => {
      const kept = known.get(namesOf(line));
      const unit =
        kept && !kept.open
          ? kept // it came back since: this tells of the past
          : await this.sales.sell(tx, actor, documentNo, { ...line, soldOn, deliveredOn });
      if (buyerId !== null && kept?.open !== false) {
        const from = { customerId: buyerId, before: before?.buyerId ?? null };
        await this.sales.giveTo(tx, actor, unit.deviceId, from, deliveredOn ?? soldOn);
      }
      await keep(tx, id, position, namesOf(line), unit, kept ?? { id: newId(), open: true });
    });
  }

  /**
   * S1. For imports: these lines of a delivery are new or other than they were, those it has beside them stay. Pointers
   * of 422 `warranty.lines-refused` count the lines that are given first.
   */
  async putLines(tx: Tx, actor: Actor, delivery: SalesDelivery): Promise<void> {
    const before = await this.open(tx, actor, 'delivery', delivery);
    await this.putDelivery(tx, actor, { ...delivery, lines: besideEarlier(before, delivery.lines) });
  }

  /** S4. Takes over a return. What it named once stays returned: 409 `warranty.return-is-final` for less. */
  async putReturn(tx: Tx, actor: Actor, document: SalesReturn): Promise<void> {
    const { documentNo, returnedOn, lines } = document;
    const before = await this.open(tx, actor, 'return', document);
    if (before?.same) return;
    const known = await linesOf(tx, before);
    const names = new Set(lines.map(namesOf));
    if ([...known.keys()].some((name) => !names.has(name))) throw returnIsFinal();
    const id = await this.keep(tx, actor, 'return', document, before, null);
    await eachLine(tx, lines, async (line, position) => {
      const kept = known.get(namesOf(line));
      const unit = kept ?? (await this.comeBack(tx, actor, line, returnedOn, documentNo));
      await keep(tx, id, position, namesOf(line), unit, kept ?? { id: newId(), open: false });
    });
  }

  /** S4. For imports: these units came back too, beside those the return has already. */
  async putReturnLines(tx: Tx, actor: Actor, document: SalesReturn): Promise<void> {
    const before = await this.open(tx, actor, 'return', document);
    await this.putReturn(tx, actor, { ...document, lines: besideEarlier(before, document.lines) });
  }

  private async comeBack(
    tx: Tx,
    actor: Actor,
    line: SalesReturn['lines'][number],
    on: CivilDate,
    documentNo: string,
  ): Promise<SoldUnit> {
    const deviceId = await this.units.find(tx, line);
    if (deviceId === null) throw notFound();
    const [sale] = await execute<Omit<SoldUnit, 'deviceId'> & { buyerId: Id | null }>(tx, closeLine, [deviceId]);
    if (!sale && (await execute(tx, isSold, [deviceId])).length === 0) throw unitNotSold();
    const unit = { deviceId, cardId: sale?.cardId ?? null, registrationId: sale?.registrationId ?? null };
    await this.takeBack(tx, actor, unit, sale?.buyerId ?? null, on, documentNo);
    return unit;
  }

  private async takeBack(
    tx: Tx,
    actor: Actor,
    unit: SoldUnit,
    buyerId: Id | null,
    on: CivilDate,
    documentNo: string,
  ): Promise<void> {
    await this.sales.takeBack(tx, actor, unit, `returned: ${documentNo}`);
    if (buyerId !== null) await this.ownership.release(tx, actor, unit.deviceId, buyerId, on);
  }

  /** What was told of the document before; two who tell of one at once take turns. */
  private async open(
    tx: Tx,
    actor: Actor,
    kind: SalesDocumentKind,
    { source, documentNo, ...told }: SalesDelivery | SalesReturn,
  ): Promise<KeptDocument | undefined> {
    assertNetworkWide(actor);
    await execute(tx, lockDocument, [kind, source, documentNo]);
    const [before] = await execute<KeptDocument>(tx, keptDocument, [kind, source, documentNo, JSON.stringify(told)]);
    return before;
  }

  private async keep(
    tx: Tx,
    actor: Actor,
    kind: SalesDocumentKind,
    { source, documentNo, ...told }: SalesDelivery | SalesReturn,
    before: KeptDocument | undefined,
    buyerId: Id | null,
  ): Promise<Id> {
    const id = before?.id ?? newId();
    const now = this.clock.now();
    await execute(tx, keepDocument, [id, kind, source, documentNo, JSON.stringify(told), buyerId, now]);
    const fact = { source, kind, documentNo, lines: told.lines.length };
    await this.outbox.publish(tx, actor, salesDocumentRecorded({ id, centerId: null }, fact), {
      before: before?.told ?? null,
    });
    return id;
  }
}

async function linesOf(tx: Tx, document: KeptDocument | undefined): Promise<Map<string, KeptLine>> {
  const lines = document ? await execute<KeptLine>(tx, keptLines, [document.id]) : [];
  return new Map(lines.map((line) => [line.names, line]));
}

async function keep(
  tx: Tx,
  documentId: Id,
  position: number,
  names: string,
  { deviceId, cardId, registrationId }: SoldUnit,
  { id, open }: { readonly id: Id; readonly open: boolean },
): Promise<void> {
  await execute(tx, keepLine, [id, documentId, position, names, deviceId, cardId, registrationId, open]);
}

/** These lines of a document, and after them those it has that they do not speak of. */
function besideEarlier<L extends SalesReturn['lines'][number]>(
  before: KeptDocument | undefined,
  lines: readonly L[],
): L[] {
  const kept = (before?.told as { readonly lines: readonly L[] } | undefined)?.lines ?? [];
  const earlier = new Map(kept.map((line) => [unitNameOf(line), line]));
  const told = lines.map((line) => {
    const name = unitNameOf(line);
    const same = earlier.get(name);
    earlier.delete(name);
    // The product as it was called before: another name for it would make another line of it.
    return same ? { ...same, ...line, product: same.product } : line;
  });
  return [...told, ...earlier.values()];
}

/** Which unit of its document a line is of. */
function unitNameOf({ serial, imei }: Pick<UnitSale, 'serial' | 'imei'>): string {
  return normalizeSerial(serial ?? imei ?? '');
}

/** A line is the same line while it names the same unit and card, however they are written. */
function namesOf({ product, serial, imei, cardNo }: Pick<UnitSale, 'product' | 'serial' | 'imei' | 'cardNo'>): string {
  const plain = (text: string | null | undefined): string => normalizeSerial(text ?? '');
  return JSON.stringify([product.gtin ?? product.code, product.brand ?? '', plain(serial), plain(imei), plain(cardNo)]);
}

/** Takes every line, each undone alone where it is refused; then refuses all with the faults of each. */
async function eachLine<L>(
  tx: Tx,
  lines: readonly L[],
  take: (line: L, position: number) => Promise<void>,
): Promise<void> {
  const faults: FieldFault[] = [];
  for (const [position, line] of lines.entries()) {
    await execute(tx, begin);
    try {
      await take(line, position);
      await execute(tx, done);
    } catch (error) {
      const refusal = refusalOf(error);
      if (!refusal) throw error;
      await execute(tx, undo);
      faults.push(...faultsOf(refusal, `/lines/${position}`));
    }
  }
  if (faults.length > 0) throw linesRefused({}, faults);
}

function faultsOf({ code, title, errors }: ProblemError, at: string): FieldFault[] {
  if (errors.length === 0) return [{ pointer: at, code, detail: title }];
  return errors.map((fault) => ({ ...fault, pointer: `${at}${fault.pointer}` }));
}
