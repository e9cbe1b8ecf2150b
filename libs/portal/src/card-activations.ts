import { Injectable } from '@nestjs/common';
import type { CivilDate, Id } from '@aftercare/kernel';
import { type Actor, Database, type Name, nameJson, statement, type Tx } from '@aftercare/platform';
import { CardsService, coverPeriods, type CoverClass, type PolicyTerms } from '@aftercare/warranty';
import { masked } from './tracking.queries.js';

/** Somebody on the portal who has proven a number. */
export interface CardHolder extends Actor {
  readonly kind: 'customer';
  /** E.164. */
  readonly mobile: string;
}

/** What a holder reads off the card. */
export interface CardInHand {
  readonly cardNo: string;
  readonly scratchCode: string;
  /** Needed where the card is printed for no unit and was sold with none. */
  readonly serial?: string;
}

/** What a holder is shown of the guarantee that their card became. */
export interface ActiveCardView {
  readonly cardNo: string;
  readonly brand: Name;
  readonly product: Name;
  readonly serial: string | null;
  /** Without those of single components. `[startsOn, endsOn)`; none while the start is not known. */
  readonly cover: readonly {
    readonly class: CoverClass;
    readonly percent: number;
    readonly startsOn: CivilDate;
    readonly endsOn: CivilDate;
  }[];
}

const holderOf = statement(
  'portal.card-holder',
  `SELECT mobile FROM otp_challenge WHERE id = $1 AND flow = 'card' AND consumed_at IS NOT NULL`,
);
const activeCard = statement(
  'portal.active-card',
  `SELECT r.card_no AS "cardNo", ${nameJson('b')} AS brand, ${nameJson('p')} AS product, d.serial,
          r.starts_on AS "startsOn", v.terms
     FROM warranty_registration r JOIN warranty_policy_version v ON v.id = r.policy_version_id
     JOIN device d ON d.id = r.device_id JOIN product p ON p.id = d.product_id JOIN brand b ON b.id = d.brand_id
    WHERE r.id = $1`,
);

/** P9. Guarantee cards in the hands of their holders. */
@Injectable()
export class CardActivations {
  constructor(
    private readonly db: Database,
    private readonly cards: CardsService,
  ) {}

  /** Whose visit this is, from the id that `OneTimeCodes.redeemForCard` gave. */
  async holder(visitId: Id, requestId: string): Promise<CardHolder | null> {
    const row = await this.db.row<{ mobile: string }>(holderOf, [visitId]);
    if (!row) return null;
    const { mobile } = row;
    const nobody = { accountId: null, permissions: new Set<never>(), centers: [] };
    return { ...nobody, kind: 'customer', name: masked(mobile), requestId, mobile };
  }

  /** The same act as at a counter and by SMS: of two at once one wins. Gives the registration. */
  async activate(tx: Tx, holder: CardHolder, { scratchCode, ...card }: CardInHand): Promise<Id> {
    const by = { channel: 'portal', scratchCode, mobile: holder.mobile } as const;
    return (await this.cards.activate(tx, holder, { ...card, by })).registrationId;
  }

  async get(registrationId: Id): Promise<ActiveCardView> {
    const { terms, startsOn, ...card } = await this.db.one<
      Omit<ActiveCardView, 'cover'> & { terms: PolicyTerms; startsOn: CivilDate | null }
    >(activeCard, [registrationId]);
    const periods = startsOn === null ? [] : coverPeriods(terms, startsOn);
    const cover = periods
      .filter((line) => line.componentGroup === undefined && line.percent > 0)
      .map((line) => ({ class: line.class, percent: line.percent, startsOn: line.startsOn, endsOn: line.endsOn }));
    return { ...card, cover };
  }
}
