import type { Id } from '@aftercare/kernel';

/** A message ready to go: texts are final. */
export interface OutgoingMessage {
  /** Goes along as our reference, so that the provider can tell a repeat. */
  readonly id: Id;
  /** A mobile number in E.164, or an e-mail address. */
  readonly recipient: string;
  readonly locale: 'fa' | 'en';
  /** E-mail only. */
  readonly subject: string | null;
  readonly body: string;
}

/** The provider's own reference, where it gives one. */
export interface Receipt {
  readonly providerId: string | null;
}

/** One way out. Throws PermanentError where trying again cannot help, AmbiguousError where it may have been sent. */
export interface MessageDriver {
  /** Kept with the message. */
  readonly name: string;
  send(message: OutgoingMessage): Promise<Receipt>;
  /** Whether an earlier try came through, asked by our reference; absent where the provider cannot tell. */
  find?(message: OutgoingMessage): Promise<Receipt | null>;
  /** What became of messages it took, by its own ids; those still on their way are left out. At most 500 a call. */
  reports?(providerIds: readonly string[]): Promise<readonly DeliveryReport[]>;
}

export interface DeliveryReport {
  readonly providerId: string;
  readonly delivered: boolean;
  /** Why it never arrived. */
  readonly reason: string | null;
}

/** The provider may or may not have taken the message: ask before sending again. */
export class AmbiguousError extends Error {
  override readonly name = 'AmbiguousError';
}

/** How long a provider has to answer; the lease of a message outlasts it. */
export const SEND_TIMEOUT_MS = 10_000;
