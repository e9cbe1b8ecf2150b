import type { OwnTracking, Refusal, Tracking } from './lib/api';
import { languageOf, type Language } from './lib/language';

/** Everything the page shows. The token of the visit lives here only, never in the browser's storage. */
export interface State {
  readonly screen: 'code' | 'loading' | 'tracking' | 'failed';
  readonly code: string;
  readonly tracking: Tracking | null;
  readonly own: OwnTracking | null;
  readonly token: string | null;
  /** A one-time code was asked for. */
  readonly codeSent: boolean;
  readonly otp: string;
  /** When the next one may be asked for, in ms. */
  readonly resendAt: number;
  /** The order whose quote is about to be refused. */
  readonly refusing: string | null;
  /** A request is under way: nothing can be sent twice. */
  readonly busy: boolean;
  /** The last refusal and where on the page it belongs. */
  readonly refusal: { readonly where: 'code' | 'verify' | 'quote'; readonly cause: Refusal } | null;
  readonly notice: 'approved' | 'refused' | null;
}

export const initialState: State = {
  screen: 'code',
  code: '',
  tracking: null,
  own: null,
  token: null,
  codeSent: false,
  otp: '',
  resendAt: 0,
  refusing: null,
  busy: false,
  refusal: null,
  notice: null,
};

/** What a visitor can do; each view gets those it needs. */
export interface Actions {
  typeCode(code: string): void;
  find(): void;
  another(): void;
  switchLanguage(): void;
  sendCode(): void;
  typeOtp(otp: string): void;
  submitOtp(): void;
  askRefuse(orderId: string | null): void;
  answer(orderId: string, approved: boolean): void;
}

export function languageFor(state: State): Language {
  return languageOf(window.location.search, state.tracking?.locale ?? null);
}
