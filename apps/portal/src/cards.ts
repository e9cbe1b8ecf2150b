import type { CardActions, CardState } from './card-state';
import { activateCard, newKey, openCardVisit, Refusal, requestCardCode } from './lib/api';
import { show } from './lib/dom';
import { digitsOf } from './lib/format';
import { languageOf, switchLanguage } from './lib/language';
import { cardPage } from './views/card-page';

const RESEND_MS = 60_000;

/** Shows the page where a printed card becomes a guarantee; its number may stand in the address. */
export function startCards(root: Element): void {
  let state: CardState = blank(numberOf(window.location.pathname));
  /** The token of a proven number, and that number. */
  let visit: { readonly token: string; readonly mobile: string } | null = null;
  /** One key for one intent: a repeat counts once. */
  const keys = new Map<string, string>();
  const language = () => languageOf(window.location.search, null);

  const set = (change: Partial<CardState>, focus?: string): void => {
    state = { ...state, ...change };
    show(root, ...cardPage(state, actions, language()));
    if (focus) document.getElementById(focus)?.focus();
  };
  /** Runs one request; a second one meanwhile is not sent. */
  const once = async (work: () => Promise<Partial<CardState>>, focus: string): Promise<void> => {
    if (state.busy) return;
    set({ busy: true, refusal: null });
    try {
      set({ ...(await work()), busy: false }, focus);
    } catch (error) {
      const refusal = error instanceof Refusal ? error : new Refusal('internal');
      if (refusal.code === 'not-signed-in') visit = null;
      const step = state.step === 'otp' && visit ? 'card' : state.step; // the number is proven: what is wrong is the card
      set({ busy: false, refusal, step });
    }
  };
  const send = async (): Promise<Partial<CardState>> => {
    const { cardNo, scratchCode, mobile } = state;
    await requestCardCode({ cardNo, scratchCode: digitsOf(scratchCode), mobile, locale: language() });
    return { step: 'otp', otp: '', resendAt: Date.now() + RESEND_MS };
  };
  const activate = async (token: string): Promise<Partial<CardState>> => {
    const { cardNo, scratchCode, serial } = state;
    const card = { cardNo, scratchCode: digitsOf(scratchCode), ...(serial.trim() && { serial: serial.trim() }) };
    const intent = JSON.stringify(card);
    const key = keys.get(intent) ?? newKey();
    keys.set(intent, key);
    return { step: 'done', active: await activateCard(token, card, key), scratchCode: '' };
  };

  const actions: CardActions = {
    type: (field, text) => {
      state = { ...state, [field]: text };
    },
    submit: () => {
      const token = visit?.mobile === state.mobile ? visit.token : null;
      void (token ? once(() => activate(token), 'main') : once(send, 'otp'));
    },
    typeOtp: (otp) => {
      state = { ...state, otp };
      if (digitsOf(otp).length === 6) actions.submitOtp();
    },
    submitOtp: () =>
      void once(async () => {
        const { mobile, otp } = state;
        visit = { token: await openCardVisit(mobile, digitsOf(otp)), mobile };
        return activate(visit.token);
      }, 'main'),
    resend: () => void once(send, 'otp'),
    back: () => set({ step: 'card', refusal: null }, 'cardNo'),
    another: () => set({ ...blank(''), mobile: state.mobile }, 'cardNo'),
    switchLanguage: () => {
      switchLanguage(language());
      set({});
    },
  };
  set({}, state.cardNo ? 'scratchCode' : 'cardNo');
}

function blank(cardNo: string): CardState {
  const typed = { cardNo, scratchCode: '', serial: '', mobile: '', otp: '' };
  return { ...typed, step: 'card', resendAt: 0, active: null, busy: false, refusal: null };
}

/** From the link of a card's QR code: `/t/cards/WC-1405-000007`. */
function numberOf(pathname: string): string {
  try {
    return decodeURIComponent(/^\/t\/cards\/([^/]+)/.exec(pathname)?.[1] ?? '');
  } catch {
    return ''; // an address that was cut in the middle of a character
  }
}
