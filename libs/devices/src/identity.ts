import { serialFits } from '@aftercare/catalog';
import { latinDigits, normalizeSerial } from '@aftercare/kernel';
import { type FieldFault, invalidInput } from '@aftercare/platform';
import type { Provenance } from './device.entity.js';

/** What tells a unit from all others. */
export interface DeviceIdentity {
  readonly serial: string | null;
  readonly imei: string | null;
  /** Of the second SIM slot; none without a first. */
  readonly imei2: string | null;
}

/** An identity as somebody typed it. */
export type TypedIdentity = { readonly [K in keyof DeviceIdentity]?: string | null };

/**
 * D2. The identity as it is kept; an only IMEI is the first, wherever it was typed. Refuses a serial without a sign in
 * it, an IMEI whose check digit disagrees and one IMEI in both places.
 */
export function readIdentity(typed: TypedIdentity, at = ''): DeviceIdentity {
  const faults: FieldFault[] = [];
  const serial = typed.serial ?? null;
  if (serial !== null && normalizeSerial(serial) === '')
    faults.push({ pointer: `${at}/serial`, code: 'serial', detail: 'holds neither letter nor digit' });
  const imeis = (['imei', 'imei2'] as const).flatMap((field) => {
    const imei = typed[field] == null ? null : readImei(typed[field]);
    if (imei !== null && !isImei(imei))
      faults.push({
        pointer: `${at}/${field}`,
        code: 'imei',
        detail: 'is not an IMEI: 15 digits, the last a check digit',
      });
    return imei ?? [];
  });
  const [imei = null, imei2 = null] = imeis;
  if (imei !== null && imei === imei2)
    faults.push({ pointer: `${at}/imei2`, code: 'imei-twice', detail: 'is the first IMEI again' });
  if (faults.length > 0) throw invalidInput({}, faults);
  return { serial, imei, imei2 };
}

/** Its digits, of any script, without what only parts them. */
export function readImei(typed: string): string {
  return latinDigits(typed).replace(/[\s/-]/g, '');
}

/** D3. What may be believed of a unit that nobody has proven. */
export function plausibility(serial: string | null, serialPattern: string | null): Provenance {
  return serial !== null && serialFits(serial, serialPattern) ? 'declared' : 'unknown';
}

/** 15 digits that pass the Luhn check. */
export function isImei(digits: string): boolean {
  if (!/^\d{15}$/.test(digits)) return false;
  const sum = [...digits].map(Number).reduce((total, digit, i) => {
    const weighted = i % 2 === 1 ? digit * 2 : digit;
    return total + (weighted > 9 ? weighted - 9 : weighted);
  }, 0);
  return sum % 10 === 0;
}
