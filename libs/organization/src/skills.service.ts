import { Injectable } from '@nestjs/common';
import { type Id, newId } from '@aftercare/kernel';
import { type Actor, lockRoot, Outbox, saveRoot, type Tx } from '@aftercare/platform';
import { assertNetworkWide } from './network-wide.js';
import { skillSaved } from './organization.events.js';
import { Skill } from './skill.entity.js';

export type NewSkill = Pick<Skill, 'code' | 'name'>;

/** O2. */
@Injectable()
export class SkillsService {
  constructor(private readonly outbox: Outbox) {}

  async create(tx: Tx, actor: Actor, input: NewSkill): Promise<Id> {
    assertNetworkWide(actor);
    const id = newId();
    await tx.insert(Skill, { ...input, id, version: 1 });
    await this.outbox.publish(tx, actor, skillSaved({ id, centerId: null }, { change: 'created' }), input);
    return id;
  }

  async rename(tx: Tx, actor: Actor, id: Id, version: number, name: Skill['name']): Promise<void> {
    assertNetworkWide(actor);
    const entry = await lockRoot(tx, Skill, id, version);
    await saveRoot(tx, Skill, Object.assign(entry, { name }));
    await this.outbox.publish(tx, actor, skillSaved({ id, centerId: null }, { change: 'changed' }), { name });
  }
}
