import { Injectable } from '@nestjs/common';
import { type Calendar, civilDateIn, type Id, inCalendar } from '@aftercare/kernel';
import { Database, execute, notFound, statement, type Tx } from '@aftercare/platform';
import type { CompanyLocale, MoneyDisplay } from './company.entity.js';

export interface CompanyView {
  readonly id: Id;
  readonly name: { readonly fa: string | null; readonly en: string | null };
  /** IANA. */
  readonly timeZone: string;
  readonly calendar: Calendar;
  /** ISO 4217. */
  readonly currency: string;
  readonly moneyDisplay: MoneyDisplay;
  readonly locale: CompanyLocale;
  readonly expiryNoticeDays: number;
  /** Who is told of stopped units; null: nobody. */
  readonly securityRoleId: Id | null;
  readonly version: number;
}

const one = statement(
  'organization.company',
  `SELECT id, json_build_object('fa', name_fa, 'en', name_en) AS name, time_zone AS "timeZone", calendar, currency,
          money_display AS "moneyDisplay", locale,
          expiry_notice_days AS "expiryNoticeDays", security_role_id AS "securityRoleId", version FROM company`,
);

const FRESH_MS = 5_000;

@Injectable()
export class CompanyQueries {
  private known: CompanyView | null = null;
  private readAt = 0;
  private reading: Promise<CompanyView> | null = null;

  constructor(private readonly db: Database) {}

  async get(): Promise<CompanyView> {
    const company = await this.db.row<CompanyView>(one);
    if (!company) throw notFound();
    return company;
  }

  /**
   * The company's settings for numbers, money and dates, at most some seconds old: cheap enough for every command. A
   * command hands in its transaction, so that it never waits for a second connection while it holds one: with as many
   * commands as connections they would wait for each other for ever.
   */
  async current(tx?: Tx): Promise<CompanyView> {
    if (this.known === null) return tx ? this.readInside(tx) : this.read();
    if (Date.now() - this.readAt >= FRESH_MS) this.read().catch(() => undefined); // The known settings still serve.
    return this.known;
  }

  /** The year that the company's calendar shows at an instant: the one that human numbers carry. */
  async yearAt(instant: Date, tx: Tx): Promise<number> {
    const { timeZone, calendar } = await this.current(tx);
    return inCalendar(civilDateIn(instant, timeZone), calendar).year;
  }

  /** After a change of the company, so that this process sees it at once. */
  forget(): void {
    this.known = null;
    this.readAt = 0;
    this.reading = null;
  }

  private async readInside(tx: Tx): Promise<CompanyView> {
    const [company] = await execute<CompanyView>(tx, one);
    if (!company) throw notFound();
    this.known = company;
    return company;
  }

  private read(): Promise<CompanyView> {
    if (this.reading) return this.reading;
    const reading = this.get();
    this.reading = reading;
    const done = (company: CompanyView | null): void => {
      if (this.reading !== reading) return; // forgotten meanwhile
      this.reading = null;
      if (company === null) return;
      this.known = company;
      this.readAt = Date.now();
    };
    reading.then(done, () => done(null));
    return reading;
  }
}
