import { createQueryClient } from './query-client';
import { followEvents, readEvents, type LiveEvent } from './events';
import { fakeApi } from '../testing/fake-api';

function streamOf(...chunks: string[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk));
      controller.close();
    },
  });
}

describe('event stream', () => {
  it('reads messages however the network cuts them', async () => {
    const events: LiveEvent[] = [];
    const body = streamOf(
      ': hello\n\nid: 7\nevent: repair.comp',
      'leted\ndata: {"a":1,\ndata: "b":2}\n',
      '\n',
      'data: unnamed\n\n',
    );
    for await (const event of readEvents(body, () => undefined)) events.push(event);
    expect(events).toEqual([{ id: '7', name: 'repair.completed', data: '{"a":1,\n"b":2}' }]);
  });

  it('makes the queries of the features that listen stale, and no others', async () => {
    const queryClient = createQueryClient();
    queryClient.setQueryData(['repairs', 'list'], []);
    queryClient.setQueryData(['parts', 'list'], []);
    let asked = 0;
    fakeApi({
      'GET /api/v1/events': () =>
        asked++ === 0
          ? new Response(streamOf('event: repair.completed\ndata: {}\n\n'))
          : new Response(null, { status: 404 }),
    });
    jest.spyOn(Math, 'random').mockReturnValue(-0.5); // no wait before the second attempt
    await followEvents(queryClient, new Map([['repair', ['repairs']]]), new AbortController().signal);
    expect(queryClient.getQueryState(['repairs', 'list'])?.isInvalidated).toBe(true);
    expect(queryClient.getQueryState(['parts', 'list'])?.isInvalidated).toBe(false);
    expect(asked).toBe(2);
  });
});
