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
  readonly center: Center | null;
}

const CENTERS_KEY = 'aftercare.centers';
const REMEMBERED_CENTERS = 5;
/** An account of the whole network is told of so many centres at most; the others are found by asking. */
const LISTED_CENTERS = 200;
const RENEW_BEFORE_MS = 15_000;

/** Who is signed in. The access token itself is kept out of the store and out of any storage. */
export const session = createStore<Session>({ status: 'unknown', account: null, center: null });

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

export function workAt(center: Center): void {
  session.set({ center });
  const others = rememberedCenters().filter(({ id }) => id !== center.id);
  try {
    localStorage.setItem(CENTERS_KEY, JSON.stringify([center, ...others].slice(0, REMEMBERED_CENTERS)));
  } catch {
    // As for preferences: it then lasts for this visit only.
  }
}

/** The centres one worked for last in this browser, newest first, as far as the account works there. */
export function recentCenters(account: Account): readonly Center[] {
  return rememberedCenters().flatMap((center) => ownCenter(account, center) ?? []);
}

/** Whether the account works in more centres than it was told of. */
export function hasFurtherCenters({ scope, centers }: Account): boolean {
  return scope === 'network' && centers.length >= LISTED_CENTERS;
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
  return useSession().center;
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
  const kept = ownCenter(account, session.get().center);
  session.set({
    status: 'signed-in',
    account,
    center: kept ?? recentCenters(account)[0] ?? account.centers[0] ?? null,
  });
}

function ownCenter(account: Account, center: Center | null): Center | null {
  const listed = account.centers.find(({ id }) => id === center?.id);
  return listed ?? (hasFurtherCenters(account) ? center : null);
}

function rememberedCenters(): readonly Center[] {
  try {
    const remembered: unknown = JSON.parse(localStorage.getItem(CENTERS_KEY) ?? '[]');
    return Array.isArray(remembered) ? remembered.filter(isCenter) : [];
  } catch {
    return [];
  }
}

/** What lies in storage may be old or edited. */
function isCenter(value: unknown): value is Center {
  const { id, code, name } = (value ?? {}) as Partial<Center>;
  return typeof id === 'string' && typeof code === 'string' && typeof name === 'object' && name !== null;
}

function forget(): void {
  token = null;
  leavePreferences();
  session.set({ status: 'signed-out', account: null });
}
