import type { components } from '../../lib/api-types';

export type CodeKind = components['schemas']['CodeKind'];

export const codeKinds = [
  'symptom',
  'occurrence',
  'circumstance',
  'section',
  'fault',
  'cause',
  'repair',
  'exclusion',
  'condition',
  'accessory',
] as const satisfies readonly CodeKind[];
/** Kinds that IRIS knows. */
export const irisKinds: readonly CodeKind[] = ['symptom', 'occurrence', 'circumstance', 'section', 'fault', 'repair'];
