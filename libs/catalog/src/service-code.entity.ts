import type { CivilDate, Id } from '@aftercare/kernel';
import { Name } from '@aftercare/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * The code sets: what the customer sees (symptom), what the technician finds (fault), why it failed (cause), how the
 * device looked at reception (condition) and what came with it (accessory).
 */
export const CODE_KINDS = ['symptom', 'fault', 'cause', 'condition', 'accessory'] as const;
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

  /** From this day on it is no longer offered; what was coded with it stays readable. */
  @Column('date', { nullable: true })
  retiredOn: CivilDate | null;

  @Column('integer')
  version: number;
}
