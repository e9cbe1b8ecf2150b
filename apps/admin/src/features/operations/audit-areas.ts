/** The first words of the actions, in the order of the work. */
export const auditAreas = [
  'reception',
  'customers',
  'devices',
  'repair',
  'warranty',
  'inventory',
  'billing',
  'claims',
  'notifications',
  'catalog',
  'organization',
  'identity',
  'imports',
  'operations',
] as const;
