/** Where the product runs, and the password of all its accounts, from the global setup. */
export const url = process.env.AFTERCARE_URL ?? '';
export const password = process.env.AFTERCARE_PASSWORD ?? '';

/** Reads an address below `/api/v1`; the caller knows what is there. */
export type Read = <T>(path: string) => Promise<T>;

/** Reads from the API beside the browser, with the rights of an account of the demonstration. */
export async function api(account: string): Promise<Read> {
  const answer = await fetch(`${url}/api/v1/auth/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: `${account}@example.com`, password }),
  });
  const { accessToken } = (await answer.json()) as { accessToken: string };
  return async <T>(path: string) => {
    const response = await fetch(`${url}/api/v1${path}`, { headers: { authorization: `Bearer ${accessToken}` } });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
}

/** Asks again until the answer is the one waited for. */
export async function settled<T>(ask: () => Promise<T>, done: (answer: T) => boolean): Promise<T> {
  for (let left = 100; left > 0; left--) {
    const answer = await ask();
    if (done(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  throw new Error('the answer waited for did not come');
}

interface Messages {
  readonly data: readonly { readonly event: string; readonly receptionId: string | null; readonly body: string }[];
}

/** The six digits that were sent for a receipt last, from the dev outbox, where no provider is configured. */
export async function oneTimeCode(read: Read, receptionId: string): Promise<string> {
  const codeIn = ({ data }: Messages): string | undefined =>
    /\d{6}/.exec(data.find((each) => each.event === 'otp' && each.receptionId === receptionId)?.body ?? '')?.[0];
  return (
    codeIn(
      await settled(
        () => read<Messages>('/messages?channel=sms&limit=20'),
        (found) => !!codeIn(found),
      ),
    ) ?? ''
  );
}
