import { latinDigits } from '@aftercare/kernel';

/** What an SMS says that is to activate a card. */
export interface CardSms {
  readonly cardNo: string;
  /** 16 digits. */
  readonly scratchCode: string;
  /** Absent where the card is printed for a unit. */
  readonly serial?: string;
}

const GAP = '[\\s.,:;،؛*#/_-]';
const TEXT = new RegExp(
  `^${GAP}*(?:WC)?${GAP}*(\\d{4})[\\s-]?(\\d{6})${GAP}+(\\d{4})[\\s-]?(\\d{4})[\\s-]?(\\d{4})[\\s-]?(\\d{4})(?!\\d)${GAP}*([^\\n]{0,60})$`,
  'i',
);

/**
 * Reads `WC-1405-000007 4821930577120649 SN-1`: card number, code, serial number, in digits of any script, the letters of
 * the card number may be missing (a Persian keyboard has none). Null when it is nothing of the kind.
 */
export function readCardSms(text: string): CardSms | null {
  const match = TEXT.exec(latinDigits(text).trim());
  if (!match) return null;
  const [, year, number, a, b, c, d, rest] = match;
  const serial = rest?.trim() ?? '';
  return {
    cardNo: `WC-${year}-${number}`,
    scratchCode: [a, b, c, d].join(''),
    ...(serial !== '' && { serial }),
  };
}
