import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { AccountsService, IdentityQueries, Passwords } from '@aftercare/identity';
import { type Actor, Database, type Tx } from '@aftercare/platform';
import { Can, CurrentActor } from '../http/access.js';
import { IfMatch } from '../http/etag.js';
import { IdParam } from '../http/id-param.js';
import { NoIdempotencyKey } from '../http/idempotency.js';
import {
  AccountDto,
  AccountPageDto,
  AssignCentersDto,
  AssignRolesDto,
  ChangeAccountDto,
  CreateAccountDto,
  DisableAccountDto,
  ListAccountsQuery,
  ResetPasswordDto,
} from './accounts.dto.js';

/** Requests with a password take no Idempotency-Key: it would keep a fast hash of it. A repeat harms nothing here. */
@ApiTags('accounts')
@Controller('accounts')
@Can('account.manage')
export class AccountsController {
  constructor(
    private readonly db: Database,
    private readonly accounts: AccountsService,
    private readonly passwords: Passwords,
    private readonly identity: IdentityQueries,
  ) {}

  @Get()
  @ApiOkResponse({ type: AccountPageDto })
  list(@CurrentActor() actor: Actor, @Query() query: ListAccountsQuery): Promise<AccountPageDto> {
    return this.identity.listAccounts(actor, query);
  }

  @Get(':id')
  @ApiOkResponse({ type: AccountDto })
  get(@CurrentActor() actor: Actor, @IdParam('id') id: string): Promise<AccountDto> {
    return this.identity.getAccount(actor, id);
  }

  @Post()
  @HttpCode(201)
  @NoIdempotencyKey()
  @ApiCreatedResponse({ type: AccountDto })
  async create(@CurrentActor() actor: Actor, @Body() { password, ...input }: CreateAccountDto): Promise<AccountDto> {
    const hash = await this.passwords.hash(password);
    const id = await this.db.transaction((tx) => this.accounts.create(tx, actor, input, hash));
    return this.identity.getAccount(actor, id);
  }

  @Patch(':id')
  @ApiOkResponse({ type: AccountDto })
  change(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: ChangeAccountDto,
  ): Promise<AccountDto> {
    return this.write(actor, id, (tx) => this.accounts.change(tx, actor, id, version, input));
  }

  @Put(':id/roles')
  @ApiOkResponse({ type: AccountDto })
  assignRoles(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: AssignRolesDto,
  ): Promise<AccountDto> {
    return this.write(actor, id, (tx) => this.accounts.assignRoles(tx, actor, id, version, input.roleIds));
  }

  @Put(':id/centers')
  @ApiOkResponse({ type: AccountDto })
  assignCenters(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: AssignCentersDto,
  ): Promise<AccountDto> {
    return this.write(actor, id, (tx) => this.accounts.assignCenters(tx, actor, id, version, input));
  }

  @Post(':id/disablement')
  @HttpCode(200)
  @ApiOkResponse({ type: AccountDto })
  disable(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() { reason }: DisableAccountDto,
  ): Promise<AccountDto> {
    return this.write(actor, id, (tx) => this.accounts.disable(tx, actor, id, version, reason));
  }

  @Delete(':id/disablement')
  @ApiOkResponse({ type: AccountDto })
  enable(@CurrentActor() actor: Actor, @IdParam('id') id: string, @IfMatch() version: number): Promise<AccountDto> {
    return this.write(actor, id, (tx) => this.accounts.enable(tx, actor, id, version));
  }

  @Post(':id/password-reset')
  @HttpCode(200)
  @NoIdempotencyKey()
  @ApiOkResponse({ type: AccountDto })
  async resetPassword(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: ResetPasswordDto,
  ): Promise<AccountDto> {
    const hash = await this.passwords.hash(input.password);
    return this.write(actor, id, (tx) => this.accounts.resetPassword(tx, actor, id, version, hash));
  }

  private async write(actor: Actor, id: string, work: (tx: Tx) => Promise<void>): Promise<AccountDto> {
    await this.db.transaction(work);
    return this.identity.getAccount(actor, id);
  }
}
