import { Injectable } from '@nestjs/common';
import type { CivilDate, Id } from '@aftercare/kernel';
import {
  type Actor,
  centerScope,
  execute,
  notFound,
  Outbox,
  staleVersion,
  statement,
  type Tx,
  worksIn,
} from '@aftercare/platform';
import { unknownReference } from './organization.errors.js';
import { staffProfileSaved } from './organization.events.js';

export const SKILL_LEVELS = { min: 1, max: 3 } as const;

/** What the organization keeps about a member of the staff, beside the account. `level` 1 to 3. */
export interface StaffProfile {
  readonly employeeNo: string | null;
  readonly specialtyId: Id | null;
  readonly homeCenterId: Id | null;
  readonly hiredOn: CivilDate | null;
  readonly skills: readonly { readonly skillId: Id; readonly level: number }[];
}

const lockAccount = statement(
  'organization.lock-staff-account',
  `SELECT 1 AS found FROM account a
    WHERE a.id = $1 AND ($2::uuid[] IS NULL OR EXISTS
      (SELECT 1 FROM account_center c WHERE c.account_id = a.id AND c.center_id = ANY($2)))
      FOR SHARE OF a`,
);
const COLUMNS = [`employee_no`, `specialty_id`, `home_center_id`, `hired_on`];
const insertProfile = statement(
  'organization.insert-profile',
  `INSERT INTO staff_profile (account_id, ${COLUMNS.join(', ')}) VALUES ($1, $2, $3, $4, $5)
   ON CONFLICT (account_id) DO NOTHING RETURNING account_id`,
);
const updateProfile = statement(
  'organization.update-profile',
  `UPDATE staff_profile SET (${COLUMNS.join(', ')}, version) = ($2, $3, $4, $5, version + 1)
    WHERE account_id = $1 AND version = $6 RETURNING account_id`,
);
const clearSkills = statement('organization.clear-skills', 'DELETE FROM staff_skill WHERE account_id = $1');
const giveSkills = statement(
  'organization.give-skills',
  `INSERT INTO staff_skill (account_id, skill_id, level) SELECT $1, unnest($2::uuid[]), unnest($3::smallint[])`,
);

@Injectable()
export class StaffService {
  constructor(private readonly outbox: Outbox) {}

  /** O6. Writes the profile of an account; version 0 is that of a profile not yet written. */
  async saveProfile(tx: Tx, actor: Actor, accountId: Id, version: number, profile: StaffProfile): Promise<void> {
    const { employeeNo, specialtyId, homeCenterId, hiredOn, skills } = profile;
    if ((await execute(tx, lockAccount, [accountId, centerScope(actor)])).length === 0) throw notFound();
    if (homeCenterId !== null && !worksIn(actor, homeCenterId)) throw unknownReference();
    const columns = [accountId, employeeNo, specialtyId, homeCenterId, hiredOn];
    const written =
      version === 0
        ? await execute(tx, insertProfile, columns)
        : await execute(tx, updateProfile, [...columns, version]);
    if (written.length === 0) throw staleVersion();
    await execute(tx, clearSkills, [accountId]);
    await execute(tx, giveSkills, [
      accountId,
      skills.map((skill) => skill.skillId),
      skills.map((skill) => skill.level),
    ]);
    const change = version === 0 ? 'created' : 'changed';
    await this.outbox.publish(
      tx,
      actor,
      staffProfileSaved({ id: accountId, centerId: homeCenterId }, { change }),
      profile,
    );
  }
}
