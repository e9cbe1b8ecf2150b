import { serialFits } from '@aftercare/catalog';
import { latinDigits, normalizeSerial } from '@aftercare/kernel';
import { type FieldFault, invalidInput } from '@aftercare/platform';
import type { Provenance } from './device.entity.js';

/** What tells a unit from all others. */
export interface DeviceIdentity {
  readonly serial: string | null;
  readonly imei: string | null;
}

/** D2. The identity as it is kept; refuses a serial without a sign in it and an IMEI whose check digit disagrees. */
export function readIdentity(typed: { serial?: string | null; imei?: string | null }, at = ''): DeviceIdentity {
  const faults: FieldFault[] = [];
  const serial = typed.serial ?? null;
  if (serial !== null && normalizeSerial(serial) === '')
    faults.push({ pointer: `${at}/serial`, code: 'serial', detail: 'holds neither letter nor digit' });
  const imei = typed.imei == null ? null : latinDigits(typed.imei).replace(/[\s/-]/g, '');
  if (imei !== null && !isImei(imei))
    faults.push({ pointer: `${at}/imei`, code: 'imei', detail: 'is not an IMEI: 15 digits, the last a check digit' });
  if (faults.length > 0) throw invalidInput({}, faults);
  return { serial, imei };
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
