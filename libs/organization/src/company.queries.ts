import { Injectable } from '@nestjs/common';
import type { Calendar, Id } from '@aftercare/kernel';
import { Database, notFound, statement } from '@aftercare/platform';
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
  readonly version: number;
}

const one = statement(
  'organization.company',
  `SELECT id, json_build_object('fa', name_fa, 'en', name_en) AS name, time_zone AS "timeZone", calendar, currency,
          money_display AS "moneyDisplay", locale, version FROM company`,
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
   * The company's settings for numbers, money and dates, at most some seconds old: cheap enough for every command, and
   * within a transaction it does not wait for a second connection once it was read.
   */
  async current(): Promise<CompanyView> {
    if (Date.now() - this.readAt >= FRESH_MS) {
      const reading = this.read();
      if (this.known === null) return reading;
      reading.catch(() => undefined); // The known settings still serve; the next call tries again.
    }
    return this.known ?? this.read();
  }

  /** After a change of the company, so that this process sees it at once. */
  forget(): void {
    this.known = null;
    this.readAt = 0;
    this.reading = null;
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
