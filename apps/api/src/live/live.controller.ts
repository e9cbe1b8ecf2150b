import { Controller, type MessageEvent, Sse } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import { ActorsQueries, type StaffActor } from '@aftercare/identity';
import { filter, interval, map, merge, mergeMap, type Observable, of, takeUntil } from 'rxjs';
import { CurrentActor, SignedIn } from '../http/access.js';
import { LiveFacts } from './live-facts.js';

const PULSE_MS = 5_000;

@ApiTags('live')
@Controller()
export class LiveController {
  constructor(
    private readonly live: LiveFacts,
    private readonly actors: ActorsQueries,
  ) {}

  /**
   * Server-sent events: `event: repair.ready`, `id`, `data: { subjectType, subjectId }`, for the reader's centres. Ends
   * within seconds of the session or its rights; a client then signs in anew and comes back.
   */
  @Sse('events')
  @SignedIn()
  @ApiProduces('text/event-stream')
  events(@CurrentActor() actor: StaffActor): Observable<MessageEvent> {
    // A pulse keeps proxies from closing the line, and is the moment to look whether the session still stands.
    const ended$ = interval(PULSE_MS).pipe(
      mergeMap(async () => !(await this.actors.stands(actor))),
      filter((ended) => ended),
    );
    const facts$ = this.live.of(actor).pipe(
      map(({ id, name, subjectType, subjectId }): MessageEvent => ({
        id,
        type: name,
        data: { subjectType, subjectId },
      })),
    );
    const pulses$ = interval(PULSE_MS).pipe(map((): MessageEvent => ({ type: 'pulse', data: '' })));
    return merge(of<MessageEvent>({ type: 'hello', data: '' }), pulses$, facts$).pipe(takeUntil(ended$));
  }
}
