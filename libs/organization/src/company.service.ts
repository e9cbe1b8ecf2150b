import { Injectable } from '@nestjs/common';
import { type Actor, execute, notFound, Outbox, saveRoot, staleVersion, statement, type Tx } from '@aftercare/platform';
import { Company } from './company.entity.js';
import { assertNetworkWide } from './network-wide.js';
import { currencyFixed } from './organization.errors.js';
import { companyChanged } from './organization.events.js';

export type CompanyChanges = Partial<Omit<Company, 'id' | 'version'>>;

const anyCenter = statement('organization.any-center', 'SELECT EXISTS (SELECT 1 FROM service_center) AS found');

@Injectable()
export class CompanyService {
  constructor(private readonly outbox: Outbox) {}

  /** O1, O2. */
  async change(tx: Tx, actor: Actor, version: number, changes: CompanyChanges): Promise<void> {
    assertNetworkWide(actor);
    const [company] = await tx.find(Company, { lock: { mode: 'pessimistic_write' } });
    if (!company) throw notFound();
    if (company.version !== version) throw staleVersion();
    if (changes.currency !== undefined && changes.currency !== company.currency) {
      const [center] = await execute<{ found: boolean }>(tx, anyCenter);
      if (center?.found) throw currencyFixed();
    }
    await saveRoot(tx, Company, Object.assign(company, changes));
    await this.outbox.publish(tx, actor, companyChanged({ id: company.id, centerId: null }, {}), changes);
  }
}
