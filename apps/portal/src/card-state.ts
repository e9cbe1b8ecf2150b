import type { ActiveCard, Refusal } from './lib/api';

/** Everything the page of a guarantee card shows. Code and token live here only, never in the browser's storage. */
export interface CardState {
  readonly step: 'card' | 'otp' | 'done';
  readonly cardNo: string;
  readonly scratchCode: string;
  readonly serial: string;
  readonly mobile: string;
  readonly otp: string;
  /** When the next one may be asked for, in ms. */
  readonly resendAt: number;
  readonly active: ActiveCard | null;
  /** A request is under way: nothing can be sent twice. */
  readonly busy: boolean;
  readonly refusal: Refusal | null;
}

export type CardField = 'cardNo' | 'scratchCode' | 'serial' | 'mobile';

/** What a holder can do. */
export interface CardActions {
  type(field: CardField, text: string): void;
  submit(): void;
  typeOtp(otp: string): void;
  submitOtp(): void;
  resend(): void;
  back(): void;
  another(): void;
  switchLanguage(): void;
}
