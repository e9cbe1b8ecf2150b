import { Body, Controller, Get, HttpCode, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { OrganizationQueries, SpecialtiesService } from '@aftercare/organization';
import { type Actor, Database } from '@aftercare/platform';
import { Can, CurrentActor } from '../http/access.js';
import { IfMatch } from '../http/etag.js';
import { IdParam } from '../http/id-param.js';
import { CreateTermDto, RenameTermDto, TermDto, TermListDto } from './staff.dto.js';

@ApiTags('specialties')
@Controller('specialties')
export class SpecialtiesController {
  constructor(
    private readonly db: Database,
    private readonly specialties: SpecialtiesService,
    private readonly organization: OrganizationQueries,
  ) {}

  @Get()
  @Can('organization.read')
  @ApiOkResponse({ type: TermListDto })
  async list(): Promise<TermListDto> {
    return { data: await this.organization.listSpecialties() };
  }

  @Get(':id')
  @Can('organization.read')
  @ApiOkResponse({ type: TermDto })
  get(@IdParam('id') id: string): Promise<TermDto> {
    return this.organization.getSpecialty(id);
  }

  @Post()
  @HttpCode(201)
  @Can('organization.manage')
  @ApiCreatedResponse({ type: TermDto })
  async create(@CurrentActor() actor: Actor, @Body() input: CreateTermDto): Promise<TermDto> {
    const id = await this.db.transaction((tx) => this.specialties.create(tx, actor, input));
    return this.organization.getSpecialty(id);
  }

  @Patch(':id')
  @Can('organization.manage')
  @ApiOkResponse({ type: TermDto })
  async rename(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: RenameTermDto,
  ): Promise<TermDto> {
    await this.db.transaction((tx) => this.specialties.rename(tx, actor, id, version, input.name));
    return this.organization.getSpecialty(id);
  }
}
