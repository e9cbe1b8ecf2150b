import { Injectable } from '@nestjs/common';
import { type CivilDate, type Id, normalizeSerial } from '@aftercare/kernel';
import {
  codedJson,
  Database,
  decodeCursor,
  type Name,
  nameJson,
  type Page,
  statement,
  toPage,
} from '@aftercare/platform';
import type { RegistrationState } from './coverage-facts.js';
import type { CardChannel } from './warranty-card.entity.js';
import { isScratchCode } from './scratch-code.js';
import { type CardAction, cardActions } from './warranty-status.js';
import { cardCodeRefused } from './warranty.errors.js';

/** The version of a policy that cards promise. */
interface PromisedPolicy {
  readonly id: Id;
  readonly code: string;
  readonly name: Name;
  readonly number: number;
}

interface ProductOfCards {
  readonly id: Id;
  readonly code: string;
  readonly name: Name;
  readonly brand: Name;
}

/** Cards that were issued together; `activated` of `size` are in use. `product` null = for any. */
export interface CardBatchView {
  readonly id: Id;
  readonly number: string;
  readonly policy: PromisedPolicy;
  readonly product: ProductOfCards | null;
  readonly size: number;
  readonly activated: number;
  readonly issuedOn: CivilDate;
  readonly issuedBy: string;
  readonly printedAt: Date | null;
  readonly version: number;
}

/** One card; `deviceId` from the moment it was sold with a unit or became its guarantee. */
export interface CardView {
  readonly id: Id;
  readonly cardNo: string;
  readonly batch: { readonly id: Id; readonly number: string };
  readonly policy: PromisedPolicy;
  readonly product: ProductOfCards | null;
  readonly serial: string | null;
  readonly state: RegistrationState;
  readonly stateReason: string | null;
  readonly issuedOn: CivilDate;
  readonly soldOn: CivilDate | null;
  readonly activatedAt: Date | null;
  readonly activatedBy: CardChannel | null;
  readonly deviceId: Id | null;
  readonly startsOn: CivilDate | null;
  readonly endsOn: CivilDate | null;
  readonly allowedActions: readonly CardAction[];
  readonly version: number;
}

/** A card with the code that goes onto its paper. */
export interface PaperCard {
  readonly cardNo: string;
  readonly serial: string | null;
  /** 16 digits. */
  readonly scratchCode: string;
}

export interface CardFilter {
  /** The beginning of a card number, or of the serial number it is printed for. */
  readonly q?: string;
  readonly state?: RegistrationState;
  readonly batchId?: Id;
  readonly limit: number;
  readonly cursor?: string;
}

export interface CardBatchFilter {
  readonly limit: number;
  readonly cursor?: string;
}

const PROMISE = `
  json_build_object('id', p.id, 'code', p.code, 'name', ${nameJson('p')}, 'number', v.number) AS policy,
  CASE WHEN m.id IS NOT NULL THEN
    jsonb_build_object('brand', ${nameJson('mb')}) || ${codedJson('m')}::jsonb END AS product`;
const PROMISED = `
  JOIN warranty_policy_version v ON v.id = b.policy_version_id JOIN warranty_policy p ON p.id = v.policy_id
  LEFT JOIN product m ON m.id = b.product_id LEFT JOIN brand mb ON mb.id = m.brand_id`;
const BATCH = `
  b.id, b.number, ${PROMISE}, b.size, b.issued_on AS "issuedOn", b.issued_by AS "issuedBy", b.printed_at AS "printedAt",
  b.version,
  (SELECT count(*)::int FROM warranty_card c WHERE c.batch_id = b.id AND c.activated_at IS NOT NULL) AS activated`;
const CARD = `
  c.id, c.card_no AS "cardNo", json_build_object('id', b.id, 'number', b.number) AS batch, ${PROMISE}, c.serial, c.state,
  c.state_reason AS "stateReason", b.issued_on AS "issuedOn", coalesce(r.sold_on, c.sold_on) AS "soldOn",
  c.activated_at AS "activatedAt", c.activated_by AS "activatedBy", coalesce(r.device_id, c.device_id) AS "deviceId", r.starts_on AS "startsOn",
  r.ends_on AS "endsOn", c.version`;
const CARDS = `
  JOIN warranty_card_batch b ON b.id = c.batch_id ${PROMISED}
  LEFT JOIN warranty_registration r ON r.id = c.registration_id`;
// $1 the last id of the page before, $2 how many, $3 state, $4 batch. Newest first.
const WANTED = `
  ($1::uuid IS NULL OR c.id < $1) AND ($3::text IS NULL OR c.state = $3) AND ($4::uuid IS NULL OR c.batch_id = $4)`;
const PAGE = 'ORDER BY c.id DESC LIMIT $2';

const sql = {
  batches: statement(
    'warranty.card-batches',
    `SELECT ${BATCH} FROM (SELECT * FROM warranty_card_batch b WHERE $1::uuid IS NULL OR b.id < $1 ORDER BY b.id DESC
       LIMIT $2) b ${PROMISED} ORDER BY b.id DESC`,
  ),
  batch: statement('warranty.card-batch', `SELECT ${BATCH} FROM warranty_card_batch b ${PROMISED} WHERE b.id = $1`),
  cards: statement(
    'warranty.cards',
    `SELECT ${CARD} FROM (SELECT * FROM warranty_card c WHERE ${WANTED} ${PAGE}) c ${CARDS} ORDER BY c.id DESC`,
  ),
  // $5 what was typed, as the keys of cards and serial numbers are kept.
  found: statement(
    'warranty.cards-found',
    `SELECT ${CARD} FROM (
       (SELECT c.* FROM warranty_card c WHERE card_key >= $5 AND card_key < $5 || chr(1114111) AND ${WANTED} ${PAGE})
       UNION
       (SELECT c.* FROM warranty_card c WHERE normalize_serial(serial) >= $5
           AND normalize_serial(serial) < $5 || chr(1114111) AND ${WANTED} ${PAGE})
       ORDER BY id DESC LIMIT $2) c ${CARDS} ORDER BY c.id DESC`,
  ),
  // Without a registration yet, or for good. $1 a card's number or its unit's serial number, as their keys are kept; $2 units.
  waiting: statement(
    'warranty.waiting-cards',
    `SELECT ${CARD} FROM (
       SELECT * FROM warranty_card c WHERE c.registration_id IS NULL AND card_key = $1
       UNION
       SELECT * FROM warranty_card c WHERE c.registration_id IS NULL AND normalize_serial(serial) = $1
       UNION
       SELECT * FROM warranty_card c WHERE c.registration_id IS NULL AND device_id = ANY($2)
       ORDER BY id DESC LIMIT 10) c ${CARDS} ORDER BY c.id DESC`,
  ),
  // $2 ids.
  codes: statement(
    'warranty.card-codes',
    'SELECT id, card_no AS "cardNo", serial, scratch_hash AS hash FROM warranty_card WHERE batch_id = $1 AND id = ANY($2)',
  ),
  card: statement('warranty.card', `SELECT ${CARD} FROM warranty_card c ${CARDS} WHERE c.id = $1`),
} as const;

type CardRow = Omit<CardView, 'allowedActions'>;

/** Every read of printed cards. They belong to the whole network. */
@Injectable()
export class CardQueries {
  constructor(private readonly db: Database) {}

  /** Newest first. */
  async listBatches(filter: CardBatchFilter): Promise<Page<CardBatchView>> {
    const after = decodeCursor(filter.cursor, 1)?.[0] ?? null;
    const rows = await this.db.rows<CardBatchView>(sql.batches, [after, filter.limit + 1]);
    return toPage(
      rows,
      filter.limit,
      (row) => [row.id],
      (row) => row,
    );
  }

  getBatch(id: Id): Promise<CardBatchView> {
    return this.db.one<CardBatchView>(sql.batch, [id]);
  }

  /** Newest first. */
  async list(filter: CardFilter): Promise<Page<CardView>> {
    const after = decodeCursor(filter.cursor, 1)?.[0] ?? null;
    const values = [after, filter.limit + 1, filter.state ?? null, filter.batchId ?? null];
    const key = normalizeSerial(filter.q ?? '');
    const rows = await (key === ''
      ? this.db.rows<CardRow>(sql.cards, values)
      : this.db.rows<CardRow>(sql.found, [...values, key]));
    return toPage(rows, filter.limit, (row) => [row.id], viewOf);
  }

  /**
   * Cards of a batch for their paper, in the order of the codes: who has these has just made them. Throws
   * `warranty.card-code-refused` for a code that is not, or no longer, the card's.
   */
  async forPaper(
    batchId: Id,
    codes: readonly { readonly id: Id; readonly scratchCode: string }[],
  ): Promise<PaperCard[]> {
    const ids = codes.map(({ id }) => id);
    const rows = await this.db.rows<{ id: Id; cardNo: string; serial: string | null; hash: Buffer | null }>(sql.codes, [
      batchId,
      ids,
    ]);
    const cards = new Map(rows.map((row) => [row.id, row]));
    return codes.map(({ id, scratchCode }) => {
      const card = cards.get(id);
      if (!card?.hash || !isScratchCode(id, scratchCode, card.hash)) throw cardCodeRefused();
      return { cardNo: card.cardNo, serial: card.serial, scratchCode };
    });
  }

  /**
   * Printed cards that are no guarantee: of this number, for a unit of this serial number, or sold with one of these
   * devices. Newest first, ten at most.
   */
  async waiting(key: string, deviceIds: readonly Id[]): Promise<CardView[]> {
    const folded = normalizeSerial(key);
    return folded === '' ? [] : (await this.db.rows<CardRow>(sql.waiting, [folded, deviceIds])).map(viewOf);
  }

  async get(id: Id): Promise<CardView> {
    return viewOf(await this.db.one<CardRow>(sql.card, [id]));
  }
}

function viewOf(card: CardRow): CardView {
  return { ...card, allowedActions: cardActions(card) };
}
