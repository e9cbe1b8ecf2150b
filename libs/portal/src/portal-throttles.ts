import { Injectable } from '@nestjs/common';
import { Clock, normalizeSerial } from '@aftercare/kernel';
import { Database, networkOf, statement, Throttle, wideNetworkOf } from '@aftercare/platform';
import { readTrackingCode } from '@aftercare/reception';
import { createHash } from 'node:crypto';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const mobileOf = statement(
  'portal.mobile-of',
  'SELECT c.mobile FROM reception r JOIN customer c ON c.id = r.customer_id WHERE r.tracking_code = $1',
);

/** What keeps the portal from being searched for codes, and from flooding a phone with messages. */
@Injectable()
export class PortalThrottles {
  private readonly lookUps: Throttle;
  private readonly wideLookUps: Throttle;
  private readonly guessesOfCard: Throttle;
  private readonly messagesOfNetwork: Throttle;
  private readonly messagesOfNumber: readonly Throttle[];

  constructor(
    private readonly db: Database,
    clock: Clock,
  ) {
    this.lookUps = new Throttle(db, clock, 'portal.look-up', { points: 10, seconds: MINUTE });
    this.wideLookUps = new Throttle(db, clock, 'portal.look-up.wide', { points: 60, seconds: MINUTE });
    this.guessesOfCard = new Throttle(db, clock, 'portal.card', { points: 10, seconds: HOUR });
    this.messagesOfNetwork = new Throttle(db, clock, 'portal.code.network', { points: 20, seconds: HOUR });
    this.messagesOfNumber = [
      new Throttle(db, clock, 'portal.code.minute', { points: 1, seconds: MINUTE }),
      new Throttle(db, clock, 'portal.code.hour', { points: 5, seconds: HOUR }),
      new Throttle(db, clock, 'portal.code.day', { points: 10, seconds: DAY }),
    ];
  }

  /** P5. Counts one presented tracking code, known or not. Throws `too-many-requests`. */
  async lookUp(ip: string): Promise<void> {
    await this.lookUps.take(networkOf(ip));
    await this.wideLookUps.take(wideNetworkOf(ip));
  }

  /** P9. Counts one guess of a card's scratch code, right or wrong, the card known or not. Throws `too-many-requests`. */
  async card(cardNo: string, ip: string): Promise<void> {
    await this.lookUp(ip);
    await this.guessesOfCard.take(keyOf(normalizeSerial(cardNo)));
  }

  /** P4. Counts one message to the number on file; a code that is unknown has a number of its own. */
  async message(typed: string, ip: string): Promise<void> {
    const code = readTrackingCode(typed) ?? typed;
    const file = await this.db.row<{ mobile: string }>(mobileOf, [code]);
    await this.messageTo(file?.mobile ?? code, ip);
  }

  /** P4. Counts one message to a number. */
  async messageTo(mobile: string, ip: string): Promise<void> {
    await this.messagesOfNetwork.take(networkOf(ip));
    for (const throttle of this.messagesOfNumber) await throttle.take(keyOf(mobile));
  }
}

/** Neither numbers nor codes stand in the table of what was counted. */
function keyOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
