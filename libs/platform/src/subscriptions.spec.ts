import { DiscoveryModule } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import type { Type } from '@nestjs/common';
import { event } from './events.js';
import { Subscriptions, SubscribesTo } from './subscriptions.js';

const happened = event('test.happened', 1, 'test');

@SubscribesTo({ name: 'react', queue: 'events', to: [happened] })
class React {
  async handle(): Promise<void> {}
}
@SubscribesTo({ name: 'react', queue: 'delivery', to: [happened] })
class ReactToo {
  async perform(): Promise<void> {}
}
@SubscribesTo({ name: 'idle', queue: 'events', to: [happened] })
class Idle {}
@SubscribesTo({ name: 'both', queue: 'events', to: [happened] })
class Both {
  async handle(): Promise<void> {}
  async perform(): Promise<void> {}
}
@SubscribesTo({ name: 'deaf', queue: 'events', to: [{ eventName: 'test.never-declared' }] })
class Deaf {
  async handle(): Promise<void> {}
}
@SubscribesTo({ name: 'No_Name', queue: 'events', to: [happened] })
class Unnameable {
  async handle(): Promise<void> {}
}

describe('subscriptions', () => {
  const boot = async (...subscribers: Type[]): Promise<Subscriptions> => {
    const module = Test.createTestingModule({ imports: [DiscoveryModule], providers: [Subscriptions, ...subscribers] });
    const app = await (await module.compile()).init();
    return app.get(Subscriptions);
  };

  it('are found at boot, by name and by fact', async () => {
    const subscriptions = await boot(React);
    expect(subscriptions.of('test.happened').map(({ name }) => name)).toEqual(['react']);
    expect(subscriptions.of('test.other')).toEqual([]);
    expect(subscriptions.get('react')?.queue).toBe('events');
  });

  it.each([
    ['two of a name', [React, ReactToo], 'two subscribers are called react'],
    ['no handler', [Idle], 'subscriber idle needs either handle() or perform()'],
    ['two handlers', [Both], 'subscriber both needs either handle() or perform()'],
    ['a fact nobody declares', [Deaf], 'deaf: no event test.never-declared'],
    ['a name that makes no job id', [Unnameable], 'subscriber name No_Name may hold a-z and - only'],
  ])('stop the boot with %s', async (_, subscribers, message) => {
    await expect(boot(...subscribers)).rejects.toThrow(message);
  });
});
