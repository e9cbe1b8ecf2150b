import { Body, Controller, Get, HttpCode, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { OrganizationQueries, SkillsService } from '@aftercare/organization';
import { type Actor, Database } from '@aftercare/platform';
import { Can, CurrentActor } from '../http/access.js';
import { IfMatch } from '../http/etag.js';
import { IdParam } from '../http/id-param.js';
import { CreateTermDto, RenameTermDto, TermDto, TermListDto } from './staff.dto.js';

@ApiTags('skills')
@Controller('skills')
export class SkillsController {
  constructor(
    private readonly db: Database,
    private readonly skills: SkillsService,
    private readonly organization: OrganizationQueries,
  ) {}

  @Get()
  @Can('organization.read')
  @ApiOkResponse({ type: TermListDto })
  async list(): Promise<TermListDto> {
    return { data: await this.organization.listSkills() };
  }

  @Get(':id')
  @Can('organization.read')
  @ApiOkResponse({ type: TermDto })
  get(@IdParam('id') id: string): Promise<TermDto> {
    return this.organization.getSkill(id);
  }

  @Post()
  @HttpCode(201)
  @Can('organization.manage')
  @ApiCreatedResponse({ type: TermDto })
  async create(@CurrentActor() actor: Actor, @Body() input: CreateTermDto): Promise<TermDto> {
    const id = await this.db.transaction((tx) => this.skills.create(tx, actor, input));
    return this.organization.getSkill(id);
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
    await this.db.transaction((tx) => this.skills.rename(tx, actor, id, version, input.name));
    return this.organization.getSkill(id);
  }
}
