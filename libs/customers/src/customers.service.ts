import { Injectable } from '@nestjs/common';
import { type Id, newId, parseMobile } from '@aftercare/kernel';
import {
  type Actor,
  execute,
  invalidInput,
  lockRoot,
  Outbox,
  type ProblemError,
  saveRoot,
  statement,
  type Tx,
} from '@aftercare/platform';
import { Customer } from './customer.entity.js';
import { probableDuplicate } from './customers.errors.js';
import { customerChanged, customerRegistered } from './customers.events.js';
import { hasNationalIdShape, nationalIdDigits } from './national-id.js';

/** A customer as a clerk types them: numbers in any usual form. */
export interface NewCustomer {
  readonly kind: Customer['kind'];
  readonly name: string;
  readonly mobile: string;
  readonly otherMobiles?: readonly string[];
  readonly nationalId?: string | null;
  readonly economicNo?: string | null;
  readonly email?: string | null;
  readonly locale: Customer['locale'];
  readonly address?: string | null;
  readonly note?: string | null;
}

export type CustomerChanges = Partial<NewCustomer>;

const alike = statement(
  'customers.alike',
  'SELECT id FROM customer WHERE mobile = $1 AND search_text = fold_text($2) ORDER BY id LIMIT 10',
);
const lockLikeness = statement(
  'customers.lock-likeness',
  `SELECT pg_advisory_xact_lock(hashtextextended('customer ' || $1 || ' ' || fold_text($2), 0))`,
);
const insert = statement(
  'customers.insert',
  `INSERT INTO customer (id, kind, name, national_id, economic_no, mobile, other_mobiles, email, locale, address, note)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
);

/** `at` is the JSON Pointer of the customer within the request, for the faults of its fields. */
@Injectable()
export class CustomersService {
  constructor(private readonly outbox: Outbox) {}

  /** CU4. Refuses with `customers.probable-duplicate`, unless the clerk knows better. */
  async create(
    tx: Tx,
    actor: Actor,
    { allowDuplicate = false, ...input }: NewCustomer & { readonly allowDuplicate?: boolean },
    at = '',
  ): Promise<Id> {
    const customer = read(input, at);
    if (!allowDuplicate) {
      await execute(tx, lockLikeness, [customer.mobile, customer.name]);
      const twins = await findAlike(tx, customer);
      if (twins.length > 0) throw probableDuplicate({ customerIds: twins.join() });
    }
    return this.insert(tx, actor, customer);
  }

  /** CU4. The customer of this name and mobile (the oldest, where there are several), or a new one. */
  async findOrCreate(
    tx: Tx,
    actor: Actor,
    input: NewCustomer,
    at = '',
  ): Promise<{ readonly customerId: Id; readonly created: boolean }> {
    const customer = read(input, at);
    // Locked first: two counters that meet the same new customer at once make one of them.
    await execute(tx, lockLikeness, [customer.mobile, customer.name]);
    const [known] = await findAlike(tx, customer);
    if (known !== undefined) return { customerId: known, created: false };
    return { customerId: await this.insert(tx, actor, customer), created: true };
  }

  async change(tx: Tx, actor: Actor, id: Id, version: number, changes: CustomerChanges): Promise<void> {
    const customer = await lockRoot(tx, Customer, id, version);
    await saveRoot(tx, Customer, Object.assign(customer, read({ ...customer, ...changes }, '')));
    await this.outbox.publish(
      tx,
      actor,
      customerChanged({ id, centerId: null }, { fields: Object.keys(changes).sort() }),
    );
  }

  private async insert(tx: Tx, actor: Actor, customer: Details): Promise<Id> {
    const id = newId();
    await execute(tx, insert, [
      id,
      customer.kind,
      customer.name,
      customer.nationalId,
      customer.economicNo,
      customer.mobile,
      customer.otherMobiles,
      customer.email,
      customer.locale,
      customer.address,
      customer.note,
    ]);
    await this.outbox.publish(tx, actor, customerRegistered({ id, centerId: null }, { kind: customer.kind }));
    return id;
  }
}

type Details = Omit<Customer, 'id' | 'version'>;

/** What was typed, in the form it is kept; every fault is named at once. */
function read(input: NewCustomer, at: string): Details {
  const faults: ProblemError['errors'][number][] = [];
  const mobileAt = (typed: string, pointer: string): string => {
    const mobile = parseMobile(typed);
    if (mobile === null) faults.push({ pointer: at + pointer, code: 'mobile', detail: 'is not a mobile number' });
    return mobile ?? typed;
  };
  const mobile = mobileAt(input.mobile, '/mobile');
  const others = (input.otherMobiles ?? []).map((typed, i) => mobileAt(typed, `/otherMobiles/${i}`));
  const nationalId = input.nationalId == null ? null : nationalIdDigits(input.nationalId);
  if (nationalId !== null && !hasNationalIdShape(nationalId, input.kind))
    faults.push({
      pointer: `${at}/nationalId`,
      code: 'nationalId',
      detail: input.kind === 'firm' ? 'has 11 digits' : 'has 10 digits, or 12 for a foreigner',
    });
  if (faults.length > 0) throw invalidInput({}, faults);
  return {
    kind: input.kind,
    name: input.name,
    nationalId,
    economicNo: input.economicNo ?? null,
    mobile,
    otherMobiles: [...new Set(others)].filter((other) => other !== mobile),
    email: input.email ?? null,
    locale: input.locale,
    address: input.address ?? null,
    note: input.note ?? null,
  };
}

async function findAlike(tx: Tx, customer: Pick<Details, 'mobile' | 'name'>): Promise<Id[]> {
  const rows = await execute<{ id: Id }>(tx, alike, [customer.mobile, customer.name]);
  return rows.map((row) => row.id);
}
