import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AccountsService, IdentityModule, IdentityQueries, Passwords } from '@aftercare/identity';
import type { Id } from '@aftercare/kernel';
import {
  CompanyQueries,
  CompanyService,
  DepartmentsService,
  OrganizationModule,
  ServiceCentersService,
} from '@aftercare/organization';
import { createLogger, Database, NestLogger, PlatformModule, SYSTEM, type Tx } from '@aftercare/platform';
import pg from 'pg';
import { DEMO_CENTERS, DEMO_COMPANY, DEMO_DEPARTMENTS, DEMO_STAFF } from './demo-world.js';

/** What somebody may sign in with to look around. */
export interface DemoSignIn {
  readonly role: string;
  readonly email: string;
}

/** Whether anybody has an account yet, and which accounts of the demonstration can still sign in. */
export async function inspectAccounts(url: string): Promise<{ any: boolean; demo: readonly DemoSignIn[] }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const emails = DEMO_STAFF.map(({ email }) => email);
    const { rows } = await client.query<{ any: boolean; active: string[] }>(
      `SELECT EXISTS (SELECT FROM account) AS any,
              ARRAY(SELECT email FROM account WHERE email = ANY($1) AND disabled_at IS NULL) AS active`,
      [emails],
    );
    const { any = false, active = [] } = rows[0] ?? {};
    return { any, demo: DEMO_STAFF.filter(({ email }) => active.includes(email)) };
  } finally {
    await client.end();
  }
}

/** Loads the demonstration into a migrated, empty database: all of it or, when interrupted, nothing. */
export async function loadDemoData(url: string, password: string): Promise<void> {
  @Module({
    imports: [
      PlatformModule.forRoot({ databaseUrl: url, poolSize: 2, applicationName: 'aftercare-demo' }),
      OrganizationModule,
      IdentityModule,
    ],
  })
  class DemoModule {}

  const app = await NestFactory.createApplicationContext(DemoModule, {
    logger: new NestLogger(createLogger('warn')),
    abortOnError: false,
  });
  try {
    await app.get(Database).transaction(async (tx) => {
      const centers = await addOrganization(tx, app);
      await addStaff(tx, app, centers, password);
    });
  } finally {
    await app.close();
  }
}

async function addOrganization(tx: Tx, app: INestApplicationContext): Promise<Map<string, Id>> {
  const company = await app.get(CompanyQueries).get();
  await app.get(CompanyService).change(tx, SYSTEM, company.version, { name: DEMO_COMPANY });
  const centers = new Map<string, Id>();
  for (const center of DEMO_CENTERS) {
    const { timeZone, calendar } = company;
    const id = await app.get(ServiceCentersService).create(tx, SYSTEM, { ...center, timeZone, calendar });
    // Saturday to Wednesday from 9 to 18, Thursday until 13.
    const week = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '09:00', closes: '18:00' }));
    week.push({ weekday: 6, opens: '09:00', closes: '13:00' });
    await app.get(ServiceCentersService).setWorkingHours(tx, SYSTEM, id, 1, week);
    for (const department of DEMO_DEPARTMENTS) await app.get(DepartmentsService).create(tx, SYSTEM, id, department);
    centers.set(center.code, id);
  }
  return centers;
}

async function addStaff(
  tx: Tx,
  app: INestApplicationContext,
  centers: ReadonlyMap<string, Id>,
  password: string,
): Promise<void> {
  const roles = new Map((await app.get(IdentityQueries).listRoles()).map((role) => [role.code, role.id]));
  const hash = await app.get(Passwords).hash(password);
  for (const { role, center, displayName, email } of DEMO_STAFF) {
    const account = { displayName, email, mobile: null, locale: 'fa', calendar: 'jalali' } as const;
    const centerIds = center === null ? [] : [required(centers, center)];
    const scope = center === null ? 'network' : 'centers';
    await app
      .get(AccountsService)
      .create(tx, SYSTEM, { ...account, scope, centerIds, roleIds: [required(roles, role)] }, hash);
  }
}

function required(ids: ReadonlyMap<string, Id>, name: string): Id {
  const id = ids.get(name);
  if (id === undefined) throw new Error(`the demo data name ${name}, which is not there`);
  return id;
}
