import { latinDigits } from '@aftercare/kernel';
import { createHash, randomInt, timingSafeEqual } from 'node:crypto';

/** As many digits as a bank card has, in groups people are used to typing: 53 bits. */
const LENGTH = 16;

/** A new code for below the scratch layer: 16 random digits. */
export function newScratchCode(): string {
  return Array.from({ length: LENGTH / 2 }, () => String(randomInt(100)).padStart(2, '0')).join('');
}

/** A code as somebody typed it, in digits of any script and with any separators; null when it cannot be one. */
export function readScratchCode(typed: string): string | null {
  const digits = latinDigits(typed).replace(/[\s-]/g, '');
  return new RegExp(`^\\d{${LENGTH}}$`).test(digits) ? digits : null;
}

/** What is kept of a code, bound to its card, so that equal codes do not look alike. */
export function hashScratchCode(cardId: string, code: string): Buffer {
  return createHash('sha256').update(`${cardId}\n${code}`).digest();
}

/** Whether a typed code is the card's; as long for a card that has none. */
export function isScratchCode(cardId: string, typed: string, hash: Buffer | null): boolean {
  const given = hashScratchCode(cardId, readScratchCode(typed) ?? '');
  return timingSafeEqual(given, hash ?? Buffer.alloc(given.length));
}
