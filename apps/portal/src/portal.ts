import { answerQuote, findTracking, newKey, openVisit, ownTracking, Refusal, requestCode } from './lib/api';
import { show } from './lib/dom';
import { digitsOf } from './lib/format';
import { switchLanguage } from './lib/language';
import { initialState, languageFor, type Actions, type State } from './state';
import { page } from './views/page';

const BASE = '/t';
const RESEND_MS = 60_000;
const STALE_MS = 60_000;
const NO_SUCH_CODE: readonly string[] = ['portal.unknown-code', 'invalid-input'];

type Place = NonNullable<State['refusal']>['where'];

/** Shows the page of the code in the address, and keeps both in step. Returns what ends it. */
export function startPortal(root: Element): () => void {
  let state: State = initialState;
  let foundAt = 0;
  /** Counts the codes that were opened. */
  let visit = 0;
  /** One key for one intent: a repeated answer counts once. */
  const keys = new Map<string, string>();

  const set = (change: Partial<State>): void => {
    state = { ...state, ...change };
    show(root, ...page(state, actions));
  };

  /**
   * Runs one request and shows what it changed; a second one meanwhile is not sent. `focus` is where the visitor goes on
   * after it. What comes back after the visitor went to another code is dropped.
   */
  const once = async (where: Place, work: () => Promise<Partial<State>>, focus?: string): Promise<void> => {
    if (state.busy) return;
    const asked = visit;
    set({ busy: true, refusal: null, notice: null });
    const change = await work().catch((error: unknown) => refused(where, error));
    if (asked !== visit) return;
    set({ ...change, busy: false });
    if (focus && !change.refusal) document.getElementById(focus)?.focus();
  };

  const open = async (code: string): Promise<void> => {
    visit++;
    set({ ...initialState, screen: 'loading', code });
    await once('code', async () => {
      const tracking = await findTracking(code);
      foundAt = Date.now();
      return { screen: 'tracking', tracking };
    });
  };

  const ask = (): void => {
    visit++;
    set(initialState);
  };

  const openAddress = (): void => {
    const code = codeOf(window.location.pathname);
    if (code) void open(code);
    else ask();
  };

  /** Back on the page after a while: what it says may be old. A visit is kept, and quiet about a lost connection. */
  const refresh = async (): Promise<void> => {
    const { tracking, token, code, busy } = state;
    if (document.visibilityState !== 'visible' || !tracking || busy || Date.now() - foundAt < STALE_MS) return;
    foundAt = Date.now();
    try {
      if (token) set({ own: await ownTracking(token) });
      else set({ tracking: await findTracking(code) });
    } catch (error) {
      if (error instanceof Refusal && error.code === 'not-signed-in') set(refused('verify', error));
    }
  };

  const actions: Actions = {
    typeCode: (code) => {
      state = { ...state, code };
    },
    find: () => {
      const code = state.code.replace(/\s/g, '');
      if (!code || state.busy) return;
      window.history.pushState(null, '', `${BASE}/${encodeURIComponent(code)}${window.location.search}`);
      void open(code);
    },
    another: () => {
      window.history.pushState(null, '', `${BASE}${window.location.search}`);
      ask();
      document.getElementById('code')?.focus();
    },
    switchLanguage: () => {
      switchLanguage(languageFor(state));
      set({});
    },
    sendCode: () =>
      void once(
        'verify',
        async () => {
          await requestCode(state.code);
          return { codeSent: true, otp: '', resendAt: Date.now() + RESEND_MS };
        },
        'otp',
      ),
    typeOtp: (otp) => {
      state = { ...state, otp };
      if (digitsOf(otp).length === 6) actions.submitOtp();
    },
    submitOtp: () =>
      void once(
        'verify',
        async () => {
          const token = await openVisit(state.code, digitsOf(state.otp));
          foundAt = Date.now();
          return { own: await ownTracking(token), token, codeSent: false, otp: '' };
        },
        'main',
      ),
    askRefuse: (refusing) => set({ refusing, refusal: null }),
    answer: (orderId, approved) => {
      const { token, own } = state;
      const quote = own?.devices.find((device) => device.orderId === orderId)?.quote;
      if (!token || !quote?.answerable) return;
      void once('quote', async () => {
        const { number, total } = quote;
        const intent = [orderId, number, total, approved].join(' ');
        const key = keys.get(intent) ?? newKey();
        keys.set(intent, key);
        try {
          const answered = await answerQuote(token, { orderId, number, total, approved }, key);
          return { own: answered, refusing: null, notice: approved ? 'approved' : 'refused' };
        } catch (error) {
          // Somebody was quicker, or the workshop changed its mind: show how it stands.
          if (!(error instanceof Refusal) || !error.code.startsWith('repair.')) throw error;
          return { own: await ownTracking(token), refusing: null, refusal: { where: 'quote', cause: error } };
        }
      });
    },
  };

  const onVisible = (): void => void refresh();
  window.addEventListener('popstate', openAddress);
  document.addEventListener('visibilitychange', onVisible);
  openAddress();
  return () => {
    window.removeEventListener('popstate', openAddress);
    document.removeEventListener('visibilitychange', onVisible);
  };
}

function refused(where: Place, error: unknown): Partial<State> {
  const cause = error instanceof Refusal ? error : new Refusal('internal');
  if (where === 'code')
    return { screen: NO_SUCH_CODE.includes(cause.code) ? 'code' : 'failed', refusal: { where, cause } };
  if (cause.code !== 'not-signed-in') return { refusal: { where, cause } };
  // The visit is over: what it showed goes, and a new code can be asked for.
  return { own: null, token: null, codeSent: false, otp: '', refusing: null, refusal: { where: 'verify', cause } };
}

function codeOf(pathname: string): string {
  try {
    return decodeURIComponent(new RegExp(`^${BASE}/([^/]+)`).exec(pathname)?.[1] ?? '');
  } catch {
    return ''; // an address that was cut in the middle of a character
  }
}
