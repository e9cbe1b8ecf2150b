import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { IdentityQueries, RolesService } from '@aftercare/identity';
import { type Actor, Database, PERMISSIONS } from '@aftercare/platform';
import { Can, CurrentActor } from '../http/access.js';
import { IfMatch } from '../http/etag.js';
import { IdParam } from '../http/id-param.js';
import {
  CreateRoleDto,
  PermissionListDto,
  RenameRoleDto,
  RoleDto,
  RoleListDto,
  SetPermissionsDto,
} from './roles.dto.js';

@ApiTags('roles')
@Controller()
@Can('account.manage')
export class RolesController {
  constructor(
    private readonly db: Database,
    private readonly roles: RolesService,
    private readonly identity: IdentityQueries,
  ) {}

  @Get('permissions')
  @ApiOkResponse({ type: PermissionListDto })
  listPermissions(): PermissionListDto {
    return { data: PERMISSIONS };
  }

  @Get('roles')
  @ApiOkResponse({ type: RoleListDto })
  async list(): Promise<RoleListDto> {
    return { data: await this.identity.listRoles() };
  }

  @Get('roles/:id')
  @ApiOkResponse({ type: RoleDto })
  get(@IdParam('id') id: string): Promise<RoleDto> {
    return this.identity.getRole(id);
  }

  @Post('roles')
  @HttpCode(201)
  @ApiCreatedResponse({ type: RoleDto })
  async create(@CurrentActor() actor: Actor, @Body() input: CreateRoleDto): Promise<RoleDto> {
    const id = await this.db.transaction((tx) => this.roles.create(tx, actor, input));
    return this.identity.getRole(id);
  }

  @Patch('roles/:id')
  @ApiOkResponse({ type: RoleDto })
  async rename(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: RenameRoleDto,
  ): Promise<RoleDto> {
    await this.db.transaction((tx) => this.roles.rename(tx, actor, id, version, input.name));
    return this.identity.getRole(id);
  }

  @Put('roles/:id/permissions')
  @ApiOkResponse({ type: RoleDto })
  async setPermissions(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: SetPermissionsDto,
  ): Promise<RoleDto> {
    await this.db.transaction((tx) => this.roles.setPermissions(tx, actor, id, version, input.permissions));
    return this.identity.getRole(id);
  }

  @Delete('roles/:id')
  @HttpCode(204)
  @ApiNoContentResponse()
  async delete(@CurrentActor() actor: Actor, @IdParam('id') id: string, @IfMatch() version: number): Promise<void> {
    await this.db.transaction((tx) => this.roles.delete(tx, actor, id, version));
  }
}
