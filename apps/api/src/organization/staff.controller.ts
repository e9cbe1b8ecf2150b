import { Body, Controller, Get, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { OrganizationQueries, StaffService } from '@aftercare/organization';
import { type Actor, Database } from '@aftercare/platform';
import { Can, CurrentActor } from '../http/access.js';
import { IfMatch } from '../http/etag.js';
import { IdParam } from '../http/id-param.js';
import { ListStaffQuery, StaffDto, StaffPageDto, StaffProfileDto } from './staff.dto.js';

@ApiTags('staff')
@Controller('staff')
export class StaffController {
  constructor(
    private readonly db: Database,
    private readonly staff: StaffService,
    private readonly organization: OrganizationQueries,
  ) {}

  @Get()
  @Can('organization.read')
  @ApiOkResponse({ type: StaffPageDto })
  list(@CurrentActor() actor: Actor, @Query() query: ListStaffQuery): Promise<StaffPageDto> {
    return this.organization.listStaff(actor, query);
  }

  @Get(':id')
  @Can('organization.read')
  @ApiOkResponse({ type: StaffDto })
  get(@CurrentActor() actor: Actor, @IdParam('id') accountId: string): Promise<StaffDto> {
    return this.organization.oneOfStaff(actor, accountId);
  }

  @Put(':id/profile')
  @Can('organization.manage')
  @ApiOkResponse({ type: StaffDto })
  async saveProfile(
    @CurrentActor() actor: Actor,
    @IdParam('id') accountId: string,
    @IfMatch() version: number,
    @Body() input: StaffProfileDto,
  ): Promise<StaffDto> {
    await this.db.transaction((tx) => this.staff.saveProfile(tx, actor, accountId, version, input));
    return this.organization.oneOfStaff(actor, accountId);
  }
}
