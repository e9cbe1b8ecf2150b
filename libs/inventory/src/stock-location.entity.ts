import type { Id } from '@aftercare/kernel';
import { Name } from '@aftercare/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What lies in a location. Each centre has one `branch`: the store its workshop draws on. */
export const LOCATION_KINDS = [
  'branch',
  'van',
  'bench',
  'customer_owned',
  'defective',
  'quarantine',
  'vendor',
  'loaner',
  'transit',
] as const;
export type LocationKind = (typeof LOCATION_KINDS)[number];

@Entity()
export class StockLocation {
  @PrimaryColumn('uuid')
  id: Id;

  @Column('uuid')
  centerId: Id;

  @Column('text')
  code: string;

  @Column(() => Name)
  name: Name;

  @Column('text')
  kind: LocationKind;

  @Column('integer')
  version: number;
}
