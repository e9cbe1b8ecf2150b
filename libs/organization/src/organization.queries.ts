import { Injectable } from '@nestjs/common';
import { type Calendar, type CivilDate, Clock, type Id } from '@aftercare/kernel';
import {
  type Actor,
  assertWorksIn,
  centerScope,
  containsPattern,
  Database,
  decodeCursor,
  execute,
  type Name,
  nameJson,
  notFound,
  type Page,
  statement,
  toPage,
  type Tx,
} from '@aftercare/platform';
import type { DepartmentKind } from './department.entity.js';
import { centerClosed } from './organization.errors.js';
import { timeOfDay, type WorkingHours } from './working-hours.js';

export interface ServiceCenterSummary {
  readonly id: Id;
  readonly code: string;
  readonly name: Name;
  readonly phone: string | null;
  readonly address: string | null;
  /** IANA. */
  readonly timeZone: string;
  readonly calendar: Calendar;
  /** Its rank in the network, in the company's own words. */
  readonly grade: string | null;
  readonly closedOn: CivilDate | null;
  readonly version: number;
}

export interface DepartmentView {
  readonly id: Id;
  readonly centerId: Id;
  readonly kind: DepartmentKind;
  readonly name: Name;
  readonly version: number;
}

export interface ServiceCenterView extends ServiceCenterSummary {
  readonly departments: readonly DepartmentView[];
  readonly workingHours: readonly WorkingHours[];
}

/** What a command needs to know of the centre it works in. */
export interface OpenCenter {
  readonly id: Id;
  readonly code: string;
  readonly timeZone: string;
  readonly calendar: Calendar;
}

/** A skill or a specialty. */
export interface TermView {
  readonly id: Id;
  readonly code: string;
  readonly name: Name;
  readonly version: number;
}

/** A member of the staff: an enabled account and what the organization keeps about it. Version 0: no profile yet. */
export interface StaffView {
  readonly accountId: Id;
  readonly displayName: string;
  readonly employeeNo: string | null;
  readonly hiredOn: CivilDate | null;
  readonly homeCenterId: Id | null;
  readonly centerIds: readonly Id[];
  readonly specialty: Omit<TermView, 'version'> | null;
  readonly skills: readonly (Omit<TermView, 'version'> & { readonly level: number })[];
  readonly version: number;
}

interface ListFilter {
  readonly q?: string;
  readonly limit: number;
  readonly cursor?: string;
}

export interface ServiceCenterFilter extends ListFilter {
  /** Closed ones too. */
  readonly closed?: boolean;
}

export interface StaffFilter extends ListFilter {
  readonly centerId?: Id;
  readonly skillId?: Id;
  readonly specialtyId?: Id;
}

const NAME = `json_build_object('fa', name_fa, 'en', name_en)`;
const CENTER = `id, code, ${NAME} AS name, phone, address, grade, time_zone AS "timeZone", calendar,
  closed_on AS "closedOn", version`;
const DEPARTMENT = `id, center_id AS "centerId", kind, ${NAME} AS name, version`;
const TERM = `id, code, ${NAME} AS name, version`;
const TERM_JSON = (table: string): string => `'id', ${table}.id, 'code', ${table}.code, 'name', ${nameJson(table)}`;
const STAFF = `a.id AS "accountId", a.display_name AS "displayName", p.employee_no AS "employeeNo",
  p.hired_on AS "hiredOn", p.home_center_id AS "homeCenterId", coalesce(p.version, 0) AS version,
  ARRAY(SELECT c.center_id::text FROM account_center c WHERE c.account_id = a.id ORDER BY 1) AS "centerIds",
  CASE WHEN t.id IS NOT NULL THEN json_build_object(${TERM_JSON('t')}) END AS specialty,
  coalesce((SELECT json_agg(json_build_object(${TERM_JSON('k')}, 'level', s.level) ORDER BY k.sort_text, k.id)
     FROM staff_skill s JOIN skill k ON k.id = s.skill_id WHERE s.account_id = a.id), '[]') AS skills`;
// O6. $1 the actor's centres, null for the network.
const STAFF_SEEN = `account a LEFT JOIN staff_profile p ON p.account_id = a.id
    LEFT JOIN specialty t ON t.id = p.specialty_id
   WHERE a.disabled_at IS NULL AND ($1::uuid[] IS NULL OR EXISTS
     (SELECT 1 FROM account_center c WHERE c.account_id = a.id AND c.center_id = ANY($1)))`;

const sql = {
  centers: statement(
    'organization.centers',
    `SELECT ${CENTER}, sort_text FROM service_center
      WHERE ($1::uuid[] IS NULL OR id = ANY($1)) AND ($2::text IS NULL OR search_text LIKE $2)
        AND ($3::text IS NULL OR (sort_text, id) > ($3, $4::uuid)) AND ($6 OR closed_on IS NULL)
      ORDER BY sort_text, id LIMIT $5`,
  ),
  center: statement('organization.center', `SELECT ${CENTER} FROM service_center WHERE id = $1`),
  openCenter: statement(
    'organization.open-center',
    `SELECT id, code, time_zone AS "timeZone", calendar,
            coalesce(closed_on <= ($2::timestamptz AT TIME ZONE time_zone)::date, false) AS closed
       FROM service_center WHERE id = $1`,
  ),
  departments: statement(
    'organization.departments',
    `SELECT ${DEPARTMENT} FROM department WHERE center_id = $1 ORDER BY kind, id`,
  ),
  department: statement('organization.department', `SELECT ${DEPARTMENT} FROM department WHERE id = $1`),
  hours: statement(
    'organization.hours',
    'SELECT weekday, opens_minute, closes_minute FROM working_hours WHERE center_id = $1 ORDER BY weekday, opens_minute',
  ),
  skills: statement('organization.skills', `SELECT ${TERM} FROM skill ORDER BY sort_text, id`),
  skill: statement('organization.skill', `SELECT ${TERM} FROM skill WHERE id = $1`),
  specialties: statement('organization.specialties', `SELECT ${TERM} FROM specialty ORDER BY sort_text, id`),
  specialty: statement('organization.specialty', `SELECT ${TERM} FROM specialty WHERE id = $1`),
  staff: statement(
    'organization.staff',
    `SELECT ${STAFF}, a.sort_text, a.id FROM ${STAFF_SEEN}
        AND ($2::text IS NULL OR a.sort_text LIKE $2)
        AND ($3::text IS NULL OR (a.sort_text, a.id) > ($3, $4::uuid))
        AND ($6::uuid IS NULL OR EXISTS
              (SELECT 1 FROM account_center f WHERE f.account_id = a.id AND f.center_id = $6))
        AND ($7::uuid IS NULL OR EXISTS (SELECT 1 FROM staff_skill f WHERE f.account_id = a.id AND f.skill_id = $7))
        AND ($8::uuid IS NULL OR p.specialty_id = $8)
      ORDER BY a.sort_text, a.id LIMIT $5`,
  ),
  oneOfStaff: statement('organization.one-of-staff', `SELECT ${STAFF} FROM ${STAFF_SEEN} AND a.id = $2`),
} as const;

@Injectable()
export class OrganizationQueries {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** The actor's centres by name; for an account of the network all. */
  async listCenters(actor: Actor, filter: ServiceCenterFilter): Promise<Page<ServiceCenterSummary>> {
    const after = decodeCursor(filter.cursor, 2);
    const rows = await this.db.rows<ServiceCenterSummary & { sort_text: string }>(sql.centers, [
      centerScope(actor),
      containsPattern(filter.q),
      after?.[0] ?? null,
      after?.[1] ?? null,
      filter.limit + 1,
      filter.closed ?? false,
    ]);
    return toPage(
      rows,
      filter.limit,
      (row) => [row.sort_text, row.id],
      ({ sort_text: _, ...view }) => view,
    );
  }

  /** 404 for a centre the actor does not work in. */
  async center(actor: Actor, id: Id): Promise<ServiceCenterView> {
    assertWorksIn(actor, id);
    const [center, departments, hours] = await Promise.all([
      this.db.one<ServiceCenterSummary>(sql.center, [id]),
      this.db.rows<DepartmentView>(sql.departments, [id]),
      this.db.rows<{ weekday: number; opens_minute: number; closes_minute: number }>(sql.hours, [id]),
    ]);
    const workingHours = hours.map((row) => ({
      weekday: row.weekday,
      opens: timeOfDay(row.opens_minute),
      closes: timeOfDay(row.closes_minute),
    }));
    return { ...center, departments, workingHours };
  }

  /** O4. For commands: 404 outside the actor's centres, `organization.center-closed` (409) from its closing day on. */
  async assertOpenCenter(tx: Tx, actor: Actor, id: Id): Promise<OpenCenter> {
    assertWorksIn(actor, id);
    const [row] = await execute<OpenCenter & { closed: boolean }>(tx, sql.openCenter, [id, this.clock.now()]);
    if (!row) throw notFound();
    const { closed, ...center } = row;
    if (closed) throw centerClosed();
    return center;
  }

  async department(actor: Actor, id: Id): Promise<DepartmentView> {
    const department = await this.db.one<DepartmentView>(sql.department, [id]);
    assertWorksIn(actor, department.centerId);
    return department;
  }

  /** All of them: a network has dozens, not thousands. */
  listSkills(): Promise<TermView[]> {
    return this.db.rows<TermView>(sql.skills);
  }

  async getSkill(id: Id): Promise<TermView> {
    return this.db.one<TermView>(sql.skill, [id]);
  }

  /** All of them: a network has dozens, not thousands. */
  listSpecialties(): Promise<TermView[]> {
    return this.db.rows<TermView>(sql.specialties);
  }

  async getSpecialty(id: Id): Promise<TermView> {
    return this.db.one<TermView>(sql.specialty, [id]);
  }

  /** O6. By name. */
  async listStaff(actor: Actor, filter: StaffFilter): Promise<Page<StaffView>> {
    const after = decodeCursor(filter.cursor, 2);
    const rows = await this.db.rows<StaffView & { sort_text: string; id: Id }>(sql.staff, [
      centerScope(actor),
      containsPattern(filter.q),
      after?.[0] ?? null,
      after?.[1] ?? null,
      filter.limit + 1,
      filter.centerId ?? null,
      filter.skillId ?? null,
      filter.specialtyId ?? null,
    ]);
    return toPage(
      rows,
      filter.limit,
      (row) => [row.sort_text, row.id],
      ({ sort_text: _, id: __, ...view }) => view,
    );
  }

  /** O6. */
  async oneOfStaff(actor: Actor, accountId: Id): Promise<StaffView> {
    return this.db.one<StaffView>(sql.oneOfStaff, [centerScope(actor), accountId]);
  }
}
