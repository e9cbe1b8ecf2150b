import { newId } from '@aftercare/kernel';
import type { AddressInfo } from 'node:net';
import { runningApi } from '../../test/running-api.js';

const api = runningApi();

describe('live facts', () => {
  const streams: AbortController[] = [];
  let url: string;

  beforeAll(async () => {
    await api.app.listen(0, '127.0.0.1');
    url = `http://127.0.0.1:${(api.app.getHttpServer().address() as AddressInfo).port}/api/v1/events`;
  });
  afterEach(() => streams.splice(0).forEach((stream) => stream.abort()));

  async function open(token?: string) {
    const control = new AbortController();
    streams.push(control);
    const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
    const response = await fetch(url, { signal: control.signal, headers });
    let text = '';
    const read = async (): Promise<void> => {
      for await (const chunk of response.body ?? []) text += Buffer.from(chunk).toString();
    };
    void read().catch(() => undefined);
    const heard = async (part: string, withinMs = 3_000): Promise<boolean> => {
      for (const end = Date.now() + withinMs; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 20)))
        if (text.includes(part)) return true;
      return false;
    };
    return { response, heard, text: () => text };
  }

  it('tells an open screen of what happened, without content', async () => {
    const manager = await api.signIn(['catalog.manage', 'catalog.read']);
    const stream = await open(manager.token);
    expect(stream.response.headers.get('content-type')).toContain('text/event-stream');
    expect(await stream.heard('event: hello')).toBe(true);
    const brand = (await manager.post('/brands', { name: { fa: null, en: 'Secret brand' } }).expect(201)).body;
    expect(await stream.heard('event: catalog.brand-saved')).toBe(true);
    expect(stream.text()).toContain(brand.id);
    expect(stream.text()).not.toContain('Secret brand');
  });

  it('keeps the facts of a centre from those who do not work in it', async () => {
    const admin = await api.signIn(['organization.manage', 'organization.read']);
    const center = async (code: string): Promise<string> => {
      const body = {
        code,
        name: { fa: null, en: code },
        phone: null,
        address: null,
        timeZone: 'Asia/Tehran',
        calendar: 'jalali',
      };
      return (await admin.post('/service-centers', body).expect(201)).body.id;
    };
    const [here, there] = [await center('HERE'), await center('THERE')];
    const clerkHere = await api.signIn(['reception.intake', 'reception.read'], { centerIds: [here] });
    const clerkThere = await api.signIn(['reception.intake', 'reception.read'], { centerIds: [there] });
    const [inside, outside] = [await open(clerkHere.token), await open(clerkThere.token)];
    await inside.heard('hello');
    await outside.heard('hello');
    await clerkHere.post('/arrivals', { centerId: here, note: null }).expect(201);
    expect(await inside.heard('reception.customer-arrived')).toBe(true);
    expect(await outside.heard('reception.customer-arrived', 400)).toBe(false);
  });

  it('is closed to everyone else', async () => {
    expect((await open()).response.status).toBe(401);
    expect((await open(newId())).response.status).toBe(401);
  });
});
