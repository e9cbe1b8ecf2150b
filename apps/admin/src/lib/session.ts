import type { paths } from './api-types';
import { problemOf, toProblem } from './problem';
import { bringPreferences, keepPreferences, leavePreferences, preferences } from './preferences';
import { createStore, useStore } from './store';

type SignIn = paths['/api/v1/auth/sign-in']['post'];
export type Credentials = SignIn['requestBody']['content']['application/json'];
type Grant = SignIn['responses']['200']['content']['application/json'];
export type Account = Grant['account'];
export type Center = Account['centers'][number];

interface Session {
  /** `unknown` until the refresh cookie has been tried once. */
  readonly status: 'unknown' | 'signed-in' | 'signed-out';
  readonly account: Account | null;
  /** The centre this person works for now; lists and new records start from it. */
  readonly centerId: string | null;
}

const CENTER_KEY = 'aftercare.center';
const RENEW_BEFORE_MS = 15_000;

/** Who is signed in. The access token itself is kept out of the store and out of any storage. */
export const session = createStore<Session>({ status: 'unknown', account: null, centerId: null });

let token: { readonly value: string; readonly until: number } | null = null;
let renewal: Promise<boolean> | null = null;

/** @throws Problem `identity.invalid-credentials` and the like */
export async function signIn(credentials: Credentials): Promise<void> {
  const grant = await post('sign-in', credentials);
  bringPreferences(grant.account);
  admit(grant);
}

export async function signOut(): Promise<void> {
  await post('sign-out').catch(toProblem); // Offline or already ended: this browser forgets in any case.
  forget();
}

/** Resolves once it is known whether somebody is signed in. */
export async function knownSession(): Promise<Session> {
  if (session.get().status === 'unknown') await renew();
  return session.get();
}

/**
 * Exchanges the refresh cookie for a new access token: one exchange at a time in this tab and, where the
 * browser has Web Locks, among its tabs. False when the session is over.
 */
export function renew(): Promise<boolean> {
  renewal ??= alone(exchange).finally(() => (renewal = null));
  return renewal;
}

/** A token good for at least the next seconds, or null when nobody is signed in. */
export async function accessToken(): Promise<string | null> {
  if (token && token.until - RENEW_BEFORE_MS < Date.now()) await renew();
  return token?.value ?? null;
}

export function workAt(centerId: string): void {
  session.set({ centerId });
  try {
    localStorage.setItem(CENTER_KEY, centerId);
  } catch {
    // As for preferences: it then lasts for this visit only.
  }
}

export function useSession(): Session {
  return useStore(session);
}

/** The signed-in account. Only for components below the signed-in route. */
export function useAccount(): Account {
  const { account } = useSession();
  if (!account) throw new Error('useAccount() outside the signed-in part');
  return account;
}

export function useCenter(): Center | null {
  const { account, centerId } = useSession();
  return account?.centers.find((center) => center.id === centerId) ?? null;
}

/** Whether the account holds a permission. It only hides what the server would refuse anyway. */
export function useCan(): (permission: string | undefined) => boolean {
  const { account } = useSession();
  const held: readonly string[] = account?.permissions ?? [];
  return (permission) => permission === undefined || held.includes(permission);
}

async function exchange(): Promise<boolean> {
  try {
    const grant = await post('refresh');
    keepPreferences(grant.account);
    admit(grant);
    return true;
  } catch (error) {
    // Only a clear no ends the session; with the server away a signed-in person keeps what is on the screen.
    const refused = toProblem(error).status >= 400 && toProblem(error).status < 500;
    if (refused || session.get().status === 'unknown') forget();
    return false;
  }
}

function alone<Result>(work: () => Promise<Result>): Promise<Result> {
  return navigator.locks ? navigator.locks.request('aftercare.renew', work) : work();
}

async function post(act: 'sign-in' | 'refresh' | 'sign-out', body: object = {}): Promise<Grant> {
  const response = await fetch(`/api/v1/auth/${act}`, {
    method: 'POST',
    credentials: 'same-origin',
    headers: {
      'Content-Type': 'application/json',
      'X-Requested-With': 'aftercare',
      'Accept-Language': preferences.get().language,
      ...(token && { Authorization: `Bearer ${token.value}` }),
    },
    body: JSON.stringify(body),
  });
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw problemOf(response, answer);
  return answer as Grant;
}

function admit({ accessToken, expiresIn, account }: Grant): void {
  token = { value: accessToken, until: Date.now() + expiresIn * 1000 };
  const remembered = session.get().centerId ?? localStorage.getItem(CENTER_KEY);
  const center = account.centers.find(({ id }) => id === remembered) ?? account.centers[0];
  session.set({ status: 'signed-in', account, centerId: center?.id ?? null });
}

function forget(): void {
  token = null;
  leavePreferences();
  session.set({ status: 'signed-out', account: null });
}
