import type { Permission } from './api';

export type PermissionArea = Permission extends `${infer Area}.${string}` ? Area : never;

/** In the order of the work: from the counter to the keys of the house. Each has a text, by the type of its key. */
const order: Readonly<Record<PermissionArea, number>> = {
  reception: 1,
  customer: 2,
  device: 3,
  repair: 4,
  warranty: 5,
  contract: 6,
  inventory: 7,
  billing: 8,
  payment: 9,
  claim: 10,
  notification: 11,
  catalog: 12,
  organization: 13,
  account: 14,
  audit: 15,
  import: 16,
  feed: 17,
  operations: 18,
};

export interface AreaOfPermissions {
  readonly area: PermissionArea;
  readonly permissions: readonly Permission[];
}

/** All permissions by area; reading before acting. */
export function byArea(permissions: readonly Permission[]): readonly AreaOfPermissions[] {
  const areas = [...new Set(permissions.map(areaOf))].sort((one, other) => order[one] - order[other]);
  return areas.map((area) => ({
    area,
    permissions: permissions
      .filter((permission) => areaOf(permission) === area)
      .sort((one, other) => Number(other.endsWith('.read')) - Number(one.endsWith('.read'))),
  }));
}

function areaOf(permission: Permission): PermissionArea {
  return permission.split('.', 1)[0] as PermissionArea;
}
