import type { Id } from '@aftercare/kernel';

/** What a fact is about: the row whose history it belongs to. */
export interface Subject {
  readonly type: string;
  readonly id: Id;
}

/** A fact as it is handed to the outbox. */
export interface DomainEvent<P extends object = object> {
  readonly name: string;
  readonly version: number;
  readonly subject: Subject;
  /** The service centre it happened in; null for network-wide facts. Decides who may see it live. */
  readonly centerId: Id | null;
  readonly payload: P;
}

/** A fact as a subscriber receives it, with its identity and its author. */
export interface RecordedEvent<P extends object = object> extends DomainEvent<P> {
  readonly id: Id;
  readonly actorAccountId: Id | null;
  readonly actorName: string;
  readonly requestId: string | null;
  readonly occurredAt: Date;
}

/** A declared kind of fact: call it to state one, pass it to `@SubscribesTo` to react to it. */
export interface EventDefinition<P extends object = object> {
  (about: { id: Id; centerId: Id | null }, payload: P): DomainEvent<P>;
  readonly eventName: string;
  readonly version: number;
}

const registry = new Map<string, EventDefinition>();

/**
 * Declares a fact this domain tells, once, in its `*.events.ts`: `repair.completed`, past tense. The payload holds
 * ids and the facts of that moment, no personal data.
 */
export function event<P extends object>(
  name: `${string}.${string}`,
  version: number,
  subjectType: string,
): EventDefinition<P> {
  if (registry.has(name)) throw new Error(`event ${name} is declared twice`);
  const make = (about: { id: Id; centerId: Id | null }, payload: P): DomainEvent<P> => ({
    name,
    version,
    subject: { type: subjectType, id: about.id },
    centerId: about.centerId,
    payload,
  });
  const definition = Object.assign(make, { eventName: name, version }) as EventDefinition<P>;
  registry.set(name, definition as unknown as EventDefinition);
  return definition;
}

/** Every declared fact, by name: the source of `docs/events.md`. */
export function allEvents(): readonly EventDefinition[] {
  return [...registry.values()].sort((a, b) => a.eventName.localeCompare(b.eventName));
}
