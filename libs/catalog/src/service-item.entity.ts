import type { CivilDate, Id } from '@aftercare/kernel';
import { Name } from '@aftercare/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The classes of cover that work can fall in; parts are a class of their own. */
export const WORK_CLASSES = ['labour', 'travel', 'shipping'] as const;
export type WorkClass = (typeof WORK_CLASSES)[number];

/** A coded kind of work with its tariff (لیست خدمات). */
@Entity()
export class ServiceItem {
  @PrimaryColumn('uuid')
  id: Id;

  @Column('text')
  code: string;

  @Column(() => Name)
  name: Name;

  @Column('uuid', { nullable: true })
  groupId: Id | null;

  /** Which class of a guarantee covers it. */
  @Column('text')
  coverClass: WorkClass;

  @Column('integer')
  standardMinutes: number;

  /** Minor units of the company currency, without tax. */
  @Column('bigint')
  price: number;

  @Column('date', { nullable: true })
  retiredOn: CivilDate | null;

  @Column('integer')
  version: number;
}
