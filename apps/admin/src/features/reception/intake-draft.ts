import type { Intake } from './intake';

const PREFIX = 'aftercare.intake.';

/** Where the intake in progress of this tab is kept: per account and per customer of the waiting line. */
export function draftKey(accountId: string, arrivalId: string | undefined): string {
  return `${PREFIX}${accountId}.${arrivalId ?? 'walk-up'}`;
}

/** What an earlier visit or a reload left unfinished. What other accounts left in this tab is removed. */
export function readDraft(key: string, accountId: string): Partial<Intake> | null {
  try {
    for (const other of Object.keys(sessionStorage)) {
      if (other.startsWith(PREFIX) && !other.startsWith(`${PREFIX}${accountId}.`)) sessionStorage.removeItem(other);
    }
    return JSON.parse(sessionStorage.getItem(key) ?? 'null') as Partial<Intake> | null;
  } catch {
    return null;
  }
}

export function keepDraft(key: string, intake: Intake): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(intake));
  } catch {
    // Storage is full or forbidden: the form then does not survive a reload.
  }
}

export function dropDraft(key: string): void {
  sessionStorage.removeItem(key);
}
