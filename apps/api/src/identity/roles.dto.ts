import { type Permission, PERMISSIONS } from '@aftercare/platform';
import { Code, Int, ListOf, NameDto, Nested, OneOfList, Uuid } from '../http/fields.js';

export class CreateRoleDto {
  @Code({ example: 'front-desk' })
  code!: string;

  @Nested(() => NameDto)
  name!: NameDto;

  @OneOfList(PERMISSIONS, { name: 'Permission' })
  permissions!: Permission[];
}

export class RenameRoleDto {
  @Nested(() => NameDto)
  name!: NameDto;
}

export class SetPermissionsDto {
  @OneOfList(PERMISSIONS, { name: 'Permission' })
  permissions!: Permission[];
}

export class RoleDto {
  @Uuid()
  id!: string;

  @Code()
  code!: string;

  @Nested(() => NameDto)
  name!: NameDto;

  @OneOfList(PERMISSIONS, { name: 'Permission' })
  permissions!: readonly Permission[];

  @Int({ description: 'How many accounts have it' })
  accounts!: number;

  @Int({ min: 1 })
  version!: number;
}

export class RoleListDto {
  @ListOf(() => RoleDto)
  data!: RoleDto[];
}

export class PermissionListDto {
  @OneOfList(PERMISSIONS, { name: 'Permission' })
  data!: readonly Permission[];
}
