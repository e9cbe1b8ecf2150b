import type { Calendar, CivilDate, Id } from '@aftercare/kernel';
import { Name } from '@aftercare/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A branch that serves customers (مرکز خدمات پس از فروش). */
@Entity()
export class ServiceCenter {
  @PrimaryColumn('uuid')
  id: Id;

  @Column('text')
  code: string;

  @Column(() => Name)
  name: Name;

  @Column('text', { nullable: true })
  phone: string | null;

  @Column('text', { nullable: true })
  address: string | null;

  /** Its rank in the network, in the company's own words; tariffs may be for one grade. */
  @Column('text', { nullable: true })
  grade: string | null;

  /** IANA; decides which civil day an instant falls on. */
  @Column('text')
  timeZone: string;

  /** The calendar in which the centre counts months and years. */
  @Column('text')
  calendar: Calendar;

  /** From this day on nothing new is taken in. */
  @Column('date', { nullable: true })
  closedOn: CivilDate | null;

  @Column('integer')
  version: number;
}
