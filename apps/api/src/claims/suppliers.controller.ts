import { Body, Controller, Get, HttpCode, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { SuppliersQueries, SuppliersService } from '@aftercare/claims';
import { type Actor, Database } from '@aftercare/platform';
import { Can, CurrentActor } from '../http/access.js';
import { IfMatch } from '../http/etag.js';
import { IdParam } from '../http/id-param.js';
import { AgreeDto, ChangeSupplierDto, CreateSupplierDto, SupplierDto, SupplierListDto } from './suppliers.dto.js';

@ApiTags('suppliers')
@Controller('suppliers')
export class SuppliersController {
  constructor(
    private readonly db: Database,
    private readonly suppliers: SuppliersService,
    private readonly queries: SuppliersQueries,
  ) {}

  /** All of them. */
  @Get()
  @Can('claim.read')
  @ApiOkResponse({ type: SupplierListDto })
  async list(): Promise<SupplierListDto> {
    return { data: await this.queries.list() };
  }

  @Get(':id')
  @Can('claim.read')
  @ApiOkResponse({ type: SupplierDto })
  get(@IdParam('id') id: string): Promise<SupplierDto> {
    return this.queries.get(id);
  }

  @Post()
  @HttpCode(201)
  @Can('claim.terms')
  @ApiCreatedResponse({ type: SupplierDto })
  async create(@CurrentActor() actor: Actor, @Body() input: CreateSupplierDto): Promise<SupplierDto> {
    const id = await this.db.transaction((tx) => this.suppliers.create(tx, actor, input));
    return this.queries.get(id);
  }

  @Patch(':id')
  @Can('claim.terms')
  @ApiOkResponse({ type: SupplierDto })
  async change(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: ChangeSupplierDto,
  ): Promise<SupplierDto> {
    await this.db.transaction((tx) => this.suppliers.change(tx, actor, id, version, input));
    return this.queries.get(id);
  }

  /** The next version of what the supplier owes for a scope; earlier ones speak for what started before. */
  @Post(':id/agreements')
  @HttpCode(201)
  @Can('claim.terms')
  @ApiCreatedResponse({ type: SupplierDto })
  async agree(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: AgreeDto,
  ): Promise<SupplierDto> {
    await this.db.transaction((tx) => this.suppliers.agree(tx, actor, id, version, input));
    return this.queries.get(id);
  }
}
