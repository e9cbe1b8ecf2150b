import type { OutboxRelay, QueuedJob } from '@aftercare/platform';
import pg from 'pg';
import type { Logger } from 'pino';

const TICK_MS = 5_000;
const SWEEP_EVERY_MS = 30_000;
const LOST_AFTER_SECONDS = 60;

type Enqueue = (jobs: readonly QueuedJob[]) => Promise<void>;

/**
 * Relays as soon as PostgreSQL announces a fact, and every few seconds in case the announcement was missed. Twice a
 * minute it puts back what the queue has lost; the word `sweep` on the channel asks for that at once.
 */
export class OutboxRelayLoop {
  private timer: NodeJS.Timeout | undefined;
  private listener: pg.Client | undefined;
  private sweptAt = 0;
  private asked: 'nothing' | 'relay' | 'sweep' = 'nothing';
  private running: Promise<void> | undefined;
  private stopped = false;

  constructor(
    private readonly relay: OutboxRelay,
    private readonly enqueue: Enqueue,
    private readonly databaseUrl: string,
    private readonly logger: Logger,
  ) {}

  async start(): Promise<void> {
    await this.listen();
    this.timer = setInterval(() => void this.tick(), TICK_MS);
    this.wake('relay');
  }

  /** Ends after the batch in hand. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.running;
    await this.listener?.end();
  }

  private async tick(): Promise<void> {
    this.wake('relay');
    if (!this.listener && !this.stopped) {
      await this.listen().catch((error: unknown) => this.logger.warn({ err: error }, 'outbox listener'));
    }
  }

  private async listen(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.databaseUrl,
      application_name: 'aftercare-relay',
      keepAlive: true,
      connectionTimeoutMillis: 2_000,
    });
    const lose = (): void => {
      if (this.listener === client) this.listener = undefined; // the next tick listens anew
    };
    client.on('error', lose);
    client.on('end', lose);
    client.on('notification', ({ payload }) => this.wake(payload === 'sweep' ? 'sweep' : 'relay'));
    await client.connect();
    await client.query('LISTEN outbox');
    if (this.stopped) await client.end();
    else this.listener = client;
  }

  private wake(what: 'relay' | 'sweep'): void {
    if (this.stopped) return;
    if (this.asked !== 'sweep') this.asked = what;
    this.running ??= this.work().finally(() => (this.running = undefined));
  }

  private async work(): Promise<void> {
    while (this.asked !== 'nothing' && !this.stopped) {
      const { asked } = this;
      this.asked = 'nothing';
      try {
        while (!this.stopped && (await this.relay.relay(this.enqueue)) > 0);
        if (asked === 'sweep') await this.relay.sweep(this.enqueue, 0);
        else if (Date.now() - this.sweptAt >= SWEEP_EVERY_MS) {
          this.sweptAt = Date.now();
          const lost = await this.relay.sweep(this.enqueue, LOST_AFTER_SECONDS);
          if (lost > 0) this.logger.info({ jobs: lost }, 'unhandled jobs offered to the queue again');
        }
      } catch (error) {
        this.logger.warn({ err: error }, 'outbox relay'); // the next tick tries again
      }
    }
  }
}
