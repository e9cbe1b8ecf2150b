import { Body, Controller, Get, HttpCode, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { DepartmentsService, OrganizationQueries, ServiceCentersService } from '@aftercare/organization';
import { type Actor, Database } from '@aftercare/platform';
import { Can, CurrentActor } from '../http/access.js';
import { IfMatch } from '../http/etag.js';
import { IdParam } from '../http/id-param.js';
import {
  ChangeDepartmentDto,
  ChangeServiceCenterDto,
  CreateDepartmentDto,
  CreateServiceCenterDto,
  DepartmentDto,
  ListServiceCentersQuery,
  ServiceCenterDto,
  ServiceCenterPageDto,
  SetWorkingHoursDto,
} from './service-centers.dto.js';

@ApiTags('service-centers')
@Controller()
export class ServiceCentersController {
  constructor(
    private readonly db: Database,
    private readonly centers: ServiceCentersService,
    private readonly departments: DepartmentsService,
    private readonly organization: OrganizationQueries,
  ) {}

  @Get('service-centers')
  @Can('organization.read')
  @ApiOkResponse({ type: ServiceCenterPageDto })
  list(@CurrentActor() actor: Actor, @Query() query: ListServiceCentersQuery): Promise<ServiceCenterPageDto> {
    return this.organization.listCenters(actor, query);
  }

  @Get('service-centers/:id')
  @Can('organization.read')
  @ApiOkResponse({ type: ServiceCenterDto })
  get(@CurrentActor() actor: Actor, @IdParam('id') id: string): Promise<ServiceCenterDto> {
    return this.organization.center(actor, id);
  }

  @Post('service-centers')
  @HttpCode(201)
  @Can('organization.manage')
  @ApiCreatedResponse({ type: ServiceCenterDto })
  async create(@CurrentActor() actor: Actor, @Body() input: CreateServiceCenterDto): Promise<ServiceCenterDto> {
    const id = await this.db.transaction((tx) => this.centers.create(tx, actor, input));
    return this.organization.center(actor, id);
  }

  @Patch('service-centers/:id')
  @Can('organization.manage')
  @ApiOkResponse({ type: ServiceCenterDto })
  async change(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: ChangeServiceCenterDto,
  ): Promise<ServiceCenterDto> {
    await this.db.transaction((tx) => this.centers.change(tx, actor, id, version, input));
    return this.organization.center(actor, id);
  }

  @Put('service-centers/:id/working-hours')
  @Can('organization.manage')
  @ApiOkResponse({ type: ServiceCenterDto })
  async setWorkingHours(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: SetWorkingHoursDto,
  ): Promise<ServiceCenterDto> {
    await this.db.transaction((tx) => this.centers.setWorkingHours(tx, actor, id, version, input.week));
    return this.organization.center(actor, id);
  }

  @Post('service-centers/:id/departments')
  @HttpCode(201)
  @Can('organization.manage')
  @ApiCreatedResponse({ type: DepartmentDto })
  async createDepartment(
    @CurrentActor() actor: Actor,
    @IdParam('id') centerId: string,
    @Body() input: CreateDepartmentDto,
  ): Promise<DepartmentDto> {
    const id = await this.db.transaction((tx) => this.departments.create(tx, actor, centerId, input));
    return this.organization.department(actor, id);
  }

  @Patch('departments/:id')
  @Can('organization.manage')
  @ApiOkResponse({ type: DepartmentDto })
  async changeDepartment(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: ChangeDepartmentDto,
  ): Promise<DepartmentDto> {
    await this.db.transaction((tx) => this.departments.change(tx, actor, id, version, input));
    return this.organization.department(actor, id);
  }
}
