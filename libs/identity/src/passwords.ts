import { Injectable, type OnModuleInit } from '@nestjs/common';
import { unavailable } from '@aftercare/platform';
import { hash as argonHash, verify as argonVerify } from '@node-rs/argon2';
import { isCommonPassword } from './common-passwords.js';
import { weakPassword } from './identity.errors.js';

declare const hashed: unique symbol;

/** An argon2id hash; a plain password where a hash is due does not compile. */
export type PasswordHash = string & { readonly [hashed]: true };

export const PASSWORD_LENGTH = { min: 12, max: 128 } as const;

// argon2id at OWASP's figures: 19 MiB, two passes, one lane (about 15 ms of a core).
const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const AT_ONCE = 4;
const MAX_WAITING = 50;

/** I2, I3. Hashes and checks passwords; a flood of sign-ins waits here and not on the other requests' processor time. */
@Injectable()
export class Passwords implements OnModuleInit {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  private nobodysHash = '';

  async onModuleInit(): Promise<void> {
    this.nobodysHash = await argonHash('the password of no account', ARGON2ID);
  }

  /** Used exactly as sent. Throws `identity.weak-password`, and `unavailable` when too many wait. */
  async hash(password: string): Promise<PasswordHash> {
    const length = Array.from(password).length;
    if (length < PASSWORD_LENGTH.min || length > PASSWORD_LENGTH.max) throw weakPassword({ reason: 'length' });
    if (isCommonPassword(password)) throw weakPassword({ reason: 'common' });
    return (await this.inTurn(() => argonHash(password, ARGON2ID))) as PasswordHash;
  }

  /** False for a wrong password and for no account (null), at the same cost. */
  async verify(passwordHash: string | null, password: string): Promise<boolean> {
    const matches = await this.inTurn(() => argonVerify(passwordHash ?? this.nobodysHash, password));
    return matches && passwordHash !== null;
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.running < AT_ONCE) this.running += 1;
    else {
      if (this.waiting.length >= MAX_WAITING) throw unavailable();
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
    try {
      return await work();
    } finally {
      // The turn passes on to the next in line, or is given back.
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}
