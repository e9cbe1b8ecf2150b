import type { CivilDate, Id } from '@aftercare/kernel';
import { Name } from '@aftercare/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * The code sets: what the customer sees (symptom), when it shows (occurrence) and under which circumstance; where it sits
 * (section), what is broken (fault) and why (cause); what was done (repair); why a guarantee does not pay (exclusion); how
 * the device looked at reception (condition) and what came with it (accessory). The README says which of IRIS they are.
 */
export const CODE_KINDS = [
  'symptom',
  'occurrence',
  'circumstance',
  'section',
  'fault',
  'cause',
  'repair',
  'exclusion',
  'condition',
  'accessory',
] as const;
export type CodeKind = (typeof CODE_KINDS)[number];

@Entity()
export class ServiceCode {
  @PrimaryColumn('uuid')
  id: Id;

  @Column('text')
  kind: CodeKind;

  @Column('text')
  code: string;

  @Column(() => Name)
  name: Name;

  /** What IRIS calls it; several codes of our own may be one of IRIS. */
  @Column('text', { nullable: true })
  irisCode: string | null;

  /** The product group it is meant for, with those below; null for every one. */
  @Column('uuid', { nullable: true })
  groupId: Id | null;

  /** It gathers codes of its kind and is never chosen itself. */
  @Column('boolean')
  isHeading: boolean;

  @Column('uuid', { nullable: true })
  headingId: Id | null;

  /** Its place among its like, the lowest first; equals go by their codes. */
  @Column('smallint')
  position: number;

  /** From this day on it is no longer offered; what was coded with it stays readable. */
  @Column('date', { nullable: true })
  retiredOn: CivilDate | null;

  @Column('integer')
  version: number;
}
