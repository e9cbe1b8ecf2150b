import { answerQuote, findTracking, openVisit, ownTracking, Refusal, requestCode } from './lib/api';
import { show } from './lib/dom';
import { initialState, languageFor, type Actions, type State } from './state';
import { page } from './views/page';

const BASE = '/t';
const RESEND_MS = 60_000;
const STALE_MS = 60_000;

/** Shows the page of the code in the address, and keeps both in step. Returns what ends it. */
export function startPortal(root: Element): () => void {
  let state: State = initialState;
  let foundAt = 0;
  /** One key for one intent: a repeated answer counts once. */
  const keys = new Map<string, string>();

  const set = (change: Partial<State>): void => {
    state = { ...state, ...change };
    show(root, ...page(state, actions));
  };

  /** Runs one request; a second one waits for nothing, it is not sent. */
  const once = async (where: NonNullable<State['refusal']>['where'], work: () => Promise<void>): Promise<void> => {
    if (state.busy) return;
    set({ busy: true, refusal: null, notice: null });
    try {
      await work();
    } catch (error) {
      refuse(where, error instanceof Refusal ? error : new Refusal('internal'));
    } finally {
      set({ busy: false });
    }
  };

  const refuse = (where: NonNullable<State['refusal']>['where'], cause: Refusal): void => {
    // The visit is over: what it showed goes, and a new code can be asked for.
    if (cause.code === 'not-signed-in')
      set({ own: null, token: null, codeSent: false, otp: '', refusing: null, refusal: { where: 'verify', cause } });
    else set({ refusal: { where, cause } });
  };

  const open = async (code: string): Promise<void> => {
    set({ ...initialState, screen: 'loading', code });
    await once('code', async () => {
      const tracking = await findTracking(code).catch((error: unknown) => {
        const known = error instanceof Refusal && ['portal.unknown-code', 'invalid-input'].includes(error.code);
        set({ screen: known ? 'code' : 'failed' });
        throw error;
      });
      foundAt = Date.now();
      set({ screen: 'tracking', tracking });
    });
  };

  const openAddress = (): void => {
    const code = codeOf(window.location.pathname);
    if (code) void open(code);
    else set({ ...initialState });
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
      if (error instanceof Refusal && error.code === 'not-signed-in') refuse('verify', error);
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
      set({ ...initialState });
      document.getElementById('code')?.focus();
    },
    switchLanguage: () => {
      const address = new URL(window.location.href);
      address.searchParams.set('lang', languageFor(state) === 'fa' ? 'en' : 'fa');
      window.history.replaceState(null, '', address);
      set({});
    },
    sendCode: () =>
      void once('verify', async () => {
        await requestCode(state.code);
        set({ codeSent: true, otp: '', resendAt: Date.now() + RESEND_MS });
        document.getElementById('otp')?.focus();
      }),
    typeOtp: (otp) => {
      state = { ...state, otp };
      if (/^\d{6}$/.test(latin(otp))) actions.submitOtp();
    },
    submitOtp: () =>
      void once('verify', async () => {
        const token = await openVisit(state.code, latin(state.otp));
        foundAt = Date.now();
        set({ own: await ownTracking(token), token, codeSent: false, otp: '' });
        document.getElementById('main')?.focus();
      }),
    askRefuse: (refusing) => set({ refusing, refusal: null }),
    answer: (orderId, approved) =>
      void once('quote', async () => {
        const { token, own } = state;
        const quote = own?.devices.find((device) => device.orderId === orderId)?.quote;
        if (!token || !quote) return;
        const { number, total } = quote;
        const intent = [orderId, number, total, approved].join(' ');
        const key = keys.get(intent) ?? crypto.randomUUID();
        keys.set(intent, key);
        try {
          const answered = await answerQuote(token, { orderId, number, total, approved }, key);
          set({ own: answered, refusing: null, notice: approved ? 'approved' : 'refused' });
        } catch (error) {
          // Somebody was quicker, or the workshop changed its mind: show how it stands.
          const outdated = error instanceof Refusal && error.code.startsWith('repair.');
          if (outdated) set({ own: await ownTracking(token), refusing: null });
          throw error;
        }
      }),
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

function codeOf(pathname: string): string {
  try {
    return decodeURIComponent(new RegExp(`^${BASE}/([^/]+)`).exec(pathname)?.[1] ?? '');
  } catch {
    return ''; // an address that was cut in the middle of a character
  }
}

function latin(text: string): string {
  return text.replace(/[۰-۹٠-٩]/g, (digit) => String(digit.charCodeAt(0) & 0xf)).replace(/\D/g, '');
}
