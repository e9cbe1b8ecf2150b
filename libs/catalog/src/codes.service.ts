import { Injectable } from '@nestjs/common';
import { type Id, newId } from '@aftercare/kernel';
import { type Actor, execute, lockRoot, Outbox, saveRoot, statement, type Tx } from '@aftercare/platform';
import { badIrisCode } from './catalog.errors.js';
import { codeSaved } from './catalog.events.js';
import { ServiceCode } from './service-code.entity.js';

type CodeDetails = Pick<ServiceCode, 'irisCode' | 'groupId' | 'isHeading' | 'headingId' | 'position'>;
export type NewServiceCode = Pick<ServiceCode, 'kind' | 'code' | 'name'> & Partial<CodeDetails>;
export type ServiceCodeChanges = Partial<Pick<ServiceCode, 'name' | 'retiredOn'> & CodeDetails>;

const NO_DETAILS: CodeDetails = { irisCode: null, groupId: null, isHeading: false, headingId: null, position: 0 };

const strayOf = statement(
  'catalog.stray-iris-code',
  `SELECT 1 AS found FROM service_code c JOIN service_code h ON h.id = c.heading_id
    WHERE (c.id = $1 OR h.id = $1) AND left(c.iris_code, 2) <> h.iris_code LIMIT 1`,
);

@Injectable()
export class CodesService {
  constructor(private readonly outbox: Outbox) {}

  async create(tx: Tx, actor: Actor, input: NewServiceCode): Promise<Id> {
    const id = newId();
    await tx.insert(ServiceCode, { ...NO_DETAILS, ...input, id, retiredOn: null, version: 1 });
    await this.settle(tx, actor, id, 'created', input);
    return id;
  }

  async change(tx: Tx, actor: Actor, id: Id, version: number, changes: ServiceCodeChanges): Promise<void> {
    const entry = await lockRoot(tx, ServiceCode, id, version);
    await saveRoot(tx, ServiceCode, Object.assign(entry, changes));
    await this.settle(tx, actor, id, 'changed', changes);
  }

  private async settle(tx: Tx, actor: Actor, id: Id, change: 'created' | 'changed', details: object): Promise<void> {
    if ((await execute(tx, strayOf, [id])).length > 0) throw badIrisCode(); // C13
    await this.outbox.publish(tx, actor, codeSaved({ id, centerId: null }, { change }), details);
  }
}
