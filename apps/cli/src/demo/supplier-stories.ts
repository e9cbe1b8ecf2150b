import { Injectable } from '@nestjs/common';
import { CatalogQueries } from '@aftercare/catalog';
import {
  type ClaimableLine,
  ClaimableLinesQueries,
  ClaimsQueries,
  ClaimsService,
  CoresQueries,
  CoresService,
  type LineAnswer,
  type SupplierKind,
  SuppliersService,
} from '@aftercare/claims';
import { addMonths, type Id } from '@aftercare/kernel';
import { SYSTEM, type Tx } from '@aftercare/platform';
import type { SupplierTerms } from '@aftercare/warranty';
import type { Story } from './demo-days.js';
import type { DemoTeam, DemoWorld } from './repair-stories.js';

interface DemoSupplier {
  readonly code: string;
  readonly name: { readonly fa: string; readonly en: string };
  readonly kind: SupplierKind;
  readonly phone: string;
  /** English names of the brands it answers for. */
  readonly brands: readonly string[];
  readonly terms: SupplierTerms;
}

const DEMO_SUPPLIERS: readonly DemoSupplier[] = [
  {
    code: 'NAVA',
    name: { fa: 'نوا الکترونیک', en: 'Nava Electronics' },
    kind: 'maker',
    phone: '+982188776655',
    brands: ['Nava', 'Aban'],
    terms: {
      calendar: 'jalali',
      startBasis: 'sale',
      months: 24,
      cover: [
        { class: 'parts', percent: 100 },
        { class: 'labour', percent: 60 },
        { class: 'unit', percent: 100 },
      ],
      claim: { partsAt: 'cost', handlingPercent: 15 },
      claimWithinDays: 45,
      core: { withinDays: 30 },
    },
  },
  {
    code: 'PARSEH',
    name: { fa: 'بازرگانی پارسه', en: 'Parseh Trading' },
    kind: 'importer',
    phone: '+982166554433',
    brands: ['Parseh', 'Sepehr', 'Zharf'],
    terms: {
      calendar: 'jalali',
      startBasis: 'sale',
      months: 18,
      cover: [
        { class: 'parts', percent: 100 },
        { class: 'labour', percent: 50 },
      ],
      claim: { partsAt: 'cost', handlingPercent: 10 },
      claimWithinDays: 30,
      claimLimit: 60_000_000,
    },
  },
];

const AFTERNOON = 15 * 60;
const FIRST_CLAIM_AGO = 20;
const CORES_AGO = 15;
const ANSWER_AGO = 9;
const SETTLED_AGO = 5;
const SECOND_CLAIM_AGO = 3;

/** What suppliers agreed to, and the claims each centre's manager sends them month by month. */
@Injectable()
export class SupplierStories {
  constructor(
    private readonly catalog: CatalogQueries,
    private readonly suppliers: SuppliersService,
    private readonly claims: ClaimsService,
    private readonly cores: CoresService,
    private readonly queries: ClaimsQueries,
    private readonly claimable: ClaimableLinesQueries,
    private readonly oldParts: CoresQueries,
  ) {}

  async setUp(tx: Tx, { days }: DemoWorld): Promise<void> {
    const brands = (await this.catalog.listBrands({ limit: 200 })).data;
    const validFrom = addMonths(days.today, -60, 'jalali');
    for (const { brands: names, terms, ...supplier } of DEMO_SUPPLIERS) {
      const id = await this.suppliers.create(tx, SYSTEM, { ...supplier, email: null });
      const scope = { productGroupId: null, productId: null, partId: null };
      for (const [index, brand] of brands.filter(({ name }) => names.includes(name.en ?? '')).entries())
        await this.suppliers.agree(tx, SYSTEM, id, index + 1, { ...scope, brandId: brand.id, validFrom, terms });
    }
  }

  all(tx: Tx, world: DemoWorld): Story[] {
    return Object.values(world.teams).map((team, index) => this.claim(tx, world, team, index));
  }

  private async *claim(tx: Tx, { days }: DemoWorld, team: DemoTeam, index: number): Story {
    const minute = AFTERNOON + index * 25;
    yield days.at(FIRST_CLAIM_AGO, minute);
    const first = await this.send(tx, team);
    if (first) {
      yield days.at(CORES_AGO, minute);
      await this.sendCores(tx, team, first);
      yield days.at(ANSWER_AGO, minute);
      await this.answer(tx, team, first);
      yield days.at(SETTLED_AGO, minute);
      await this.settle(tx, team, first, days.workday(SETTLED_AGO));
    }
    yield days.at(SECOND_CLAIM_AGO, minute);
    await this.send(tx, team);
  }

  /** A claim of what waits longest, with whatever else the same supplier bears. */
  private async send(tx: Tx, { manager, centerId }: DemoTeam): Promise<Id | null> {
    const lines: ClaimableLine[] = (await this.claimable.list(manager, { centerId, limit: 50 })).data;
    const supplierId = lines[0]?.supplier.id;
    if (supplierId === undefined) return null;
    const lineIds = lines.filter(({ supplier }) => supplier.id === supplierId).map(({ id }) => id);
    const id = await this.claims.make(tx, manager, { supplierId, centerId, lineIds });
    await this.claims.submit(tx, manager, id, 1, null);
    return id;
  }

  private async sendCores(tx: Tx, { storekeeper, centerId }: DemoTeam, claimId: Id): Promise<void> {
    for (const { id, version, claim } of (await this.oldParts.list(storekeeper, { centerId, limit: 50 })).data) {
      if (claim?.id !== claimId) continue;
      const paper = { reference: null, note: null };
      await this.cores.move(tx, storekeeper, id, version, { act: 'receive', ...paper });
      await this.cores.move(tx, storekeeper, id, version + 1, { act: 'send', ...paper, reference: 'PST-88120' });
    }
  }

  /** Everything is accepted but the first line, of which the supplier wants to see more. */
  private async answer(tx: Tx, { manager }: DemoTeam, claimId: Id): Promise<void> {
    const { lines, version } = await this.queries.get(manager, claimId);
    const answers = lines.map(({ id }, index): LineAnswer => {
      const refused = index === 0 && lines.length > 1;
      return refused
        ? { lineId: id, decision: 'refused', amount: null, reason: 'evidence-missing', note: 'عکس پلمب ضمیمه نیست' }
        : { lineId: id, decision: 'accepted', amount: null, reason: null, note: null };
    });
    await this.claims.answer(tx, manager, claimId, version, answers);
  }

  private async settle(tx: Tx, { cashier }: DemoTeam, claimId: Id, on: string): Promise<void> {
    const { accepted: amount, version } = await this.queries.get(cashier, claimId);
    await this.claims.settle(tx, cashier, claimId, version, { kind: 'credit-note', amount, reference: 'CN-2041', on });
  }
}
