import type { Id } from '@aftercare/kernel';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Channel, MessageEvent } from './template-text.js';

@Entity()
export class MessageTemplate {
  @PrimaryColumn('uuid')
  id: Id;

  @Column('text')
  event: MessageEvent;

  @Column('text')
  channel: Channel;

  @Column('text')
  locale: 'fa' | 'en';

  /** E-mail only. */
  @Column('text', { nullable: true })
  subject: string | null;

  @Column('text')
  body: string;

  @Column('boolean')
  active: boolean;

  @Column('integer')
  version: number;
}
