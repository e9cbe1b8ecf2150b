import { ANSWER_CHANNELS, type AnswerChannel, QUOTE_STATES, type QuoteState } from '@aftercare/repair';
import { Amount, CivilDay, Flag, Instant, Int, Line, ListOf, NameDto, Nested, OneOf, Uuid } from '../http/fields.js';

export class QuotedLineDto {
  @Uuid()
  lineId!: string;

  @Nested(() => NameDto)
  description!: NameDto;

  @Int({ min: 1 })
  quantity!: number;

  @Amount()
  listAmount!: number;

  @Amount()
  coveredAmount!: number;

  @Amount()
  chargedAmount!: number;

  @Amount()
  taxAmount!: number;
}

export class QuoteDto {
  @Int({ min: 1 })
  number!: number;

  @OneOf(QUOTE_STATES, { name: 'QuoteState' })
  state!: QuoteState;

  @Amount()
  net!: number;

  @Amount()
  tax!: number;

  @Amount()
  total!: number;

  @Int({ max: 50 })
  tolerancePercent!: number;

  @CivilDay()
  validUntil!: string;

  @Instant()
  sentAt!: string;

  @Instant({ nullable: true })
  answeredAt!: string | null;

  @Line({ nullable: true })
  answeredBy!: string | null;

  @OneOf(ANSWER_CHANNELS, { name: 'AnswerChannel', nullable: true })
  answerChannel!: AnswerChannel | null;

  @ListOf(() => QuotedLineDto)
  lines!: readonly QuotedLineDto[];
}

export class SendQuoteDto {
  @CivilDay({ optional: true, description: 'Last day to answer; two weeks from today when absent' })
  validUntil?: string;

  @Int({ max: 50, optional: true, description: 'How far the invoice may exceed it; 10 when absent' })
  tolerancePercent?: number;
}

export class AnswerQuoteDto {
  @Flag()
  approved!: boolean;

  @Amount({ description: 'The total that was shown: an answer to another sum is refused' })
  total!: number;

  @OneOf(['counter', 'phone'] as const, { name: 'CounterChannel' })
  channel!: 'counter' | 'phone';
}
