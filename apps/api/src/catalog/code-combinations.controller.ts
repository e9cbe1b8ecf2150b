import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CombinationsQueries, CombinationsService } from '@aftercare/catalog';
import { type Actor, Database } from '@aftercare/platform';
import { Can, CurrentActor } from '../http/access.js';
import { IfMatch } from '../http/etag.js';
import { IdParam } from '../http/id-param.js';
import {
  ChangeCombinationDto,
  CombinationDto,
  CombinationPageDto,
  CreateCombinationDto,
  ListCombinationsQuery,
} from './code-combinations.dto.js';

/** Which symptom, fault, cause and repair go together. */
@ApiTags('codes')
@Controller('code-combinations')
export class CodeCombinationsController {
  constructor(
    private readonly db: Database,
    private readonly combinations: CombinationsService,
    private readonly queries: CombinationsQueries,
  ) {}

  @Get()
  @Can('catalog.read')
  @ApiOkResponse({ type: CombinationPageDto })
  list(@Query() query: ListCombinationsQuery): Promise<CombinationPageDto> {
    return this.queries.list(query);
  }

  @Get(':id')
  @Can('catalog.read')
  @ApiOkResponse({ type: CombinationDto })
  get(@IdParam('id') id: string): Promise<CombinationDto> {
    return this.queries.get(id);
  }

  @Post()
  @HttpCode(201)
  @Can('catalog.manage')
  @ApiCreatedResponse({ type: CombinationDto })
  async create(@CurrentActor() actor: Actor, @Body() input: CreateCombinationDto): Promise<CombinationDto> {
    const id = await this.db.transaction((tx) => this.combinations.create(tx, actor, input));
    return this.queries.get(id);
  }

  @Patch(':id')
  @Can('catalog.manage')
  @ApiOkResponse({ type: CombinationDto })
  async change(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: ChangeCombinationDto,
  ): Promise<CombinationDto> {
    await this.db.transaction((tx) => this.combinations.change(tx, actor, id, version, input));
    return this.queries.get(id);
  }

  /** Takes it off the list. What was found by it stays as it is. */
  @Delete(':id')
  @HttpCode(204)
  @Can('catalog.manage')
  @ApiNoContentResponse()
  async remove(@CurrentActor() actor: Actor, @IdParam('id') id: string, @IfMatch() version: number): Promise<void> {
    await this.db.transaction((tx) => this.combinations.remove(tx, actor, id, version));
  }
}
