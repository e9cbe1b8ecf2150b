import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock, type Id } from '@aftercare/kernel';
import { type Actor, Database, statement, worksIn } from '@aftercare/platform';
import pg from 'pg';
import { filter, type Observable, Subject } from 'rxjs';
import { API_CONFIG, type ApiConfig } from '../config.js';

/** A fact as open screens hear of it: what happened to which row. No content: who may read it asks for it. */
export interface LiveFact {
  readonly id: Id;
  readonly name: string;
  readonly subjectType: string;
  readonly subjectId: Id;
  readonly centerId: Id | null;
}

// Ids grow with time, but a transaction may commit later than a younger one: look that far back, and drop what was told.
const OVERLAP_MS = 15_000;
const DEBOUNCE_MS = 50;
const RECONNECT_MS = 2_000;

const recent = statement(
  'live.recent',
  `SELECT id, name, subject_type AS "subjectType", subject_id AS "subjectId", center_id AS "centerId"
     FROM outbox_event WHERE id >= $1 ORDER BY id LIMIT 1000`,
);

/** Hears of every recorded fact once, by one LISTEN per process, and passes it to the open screens. */
@Injectable()
export class LiveFacts implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly facts = new Subject<LiveFact>();
  private told = new Map<Id, number>();
  private listener: pg.Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    @Inject(API_CONFIG) private readonly config: ApiConfig,
  ) {}

  /** The facts of the actor's centres and of the whole network, from now on. */
  of(actor: Actor): Observable<LiveFact> {
    return this.facts.pipe(filter((fact) => fact.centerId === null || worksIn(actor, fact.centerId)));
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.listen();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    this.facts.complete();
    await this.listener?.end();
  }

  private async listen(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.config.DATABASE_URL,
      application_name: 'aftercare-live',
      keepAlive: true,
      connectionTimeoutMillis: 2_000,
    });
    const lose = (): void => {
      if (this.listener !== client || this.stopped) return;
      this.listener = undefined;
      this.timer = setTimeout(() => void this.listen().catch(lose), RECONNECT_MS);
    };
    this.listener = client;
    client.on('error', lose);
    client.on('end', lose);
    client.on('notification', () => this.wake());
    try {
      await client.connect();
      await client.query('LISTEN outbox');
    } catch (error) {
      lose();
      if (this.timer === undefined) throw error;
    }
  }

  private wake(): void {
    if (!this.facts.observed || this.timer !== undefined) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.tell().catch(() => this.wake()); // the database was away for a moment
    }, DEBOUNCE_MS);
  }

  private async tell(): Promise<void> {
    const since = this.clock.now().getTime() - OVERLAP_MS;
    const rows = await this.db.rows<LiveFact>(recent, [firstIdOf(since)]);
    for (const fact of rows) {
      if (this.told.has(fact.id)) continue;
      this.told.set(fact.id, since + OVERLAP_MS);
      this.facts.next(fact);
    }
    if (this.told.size > 5_000) this.told = new Map([...this.told].filter(([, at]) => at >= since));
  }
}

/** The smallest UUIDv7 of a millisecond. */
function firstIdOf(milliseconds: number): Id {
  const hex = Math.max(0, milliseconds).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}
