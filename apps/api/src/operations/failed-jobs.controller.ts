import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Actor, Database, FailedJobs } from '@aftercare/platform';
import { Can, CurrentActor } from '../http/access.js';
import { IdParam } from '../http/id-param.js';
import { FailedJobPageDto, ListFailedJobsQuery } from './failed-jobs.dto.js';

@ApiTags('failed-jobs')
@Controller('failed-jobs')
export class FailedJobsController {
  constructor(
    private readonly db: Database,
    private readonly failedJobs: FailedJobs,
  ) {}

  @Get()
  @Can('operations.replay')
  @ApiOkResponse({ type: FailedJobPageDto })
  list(@CurrentActor() actor: Actor, @Query() query: ListFailedJobsQuery): Promise<FailedJobPageDto> {
    return this.failedJobs.list(actor, query);
  }

  @Post(':eventId/:subscriber/replay')
  @HttpCode(202)
  @Can('operations.replay')
  @ApiAcceptedResponse({ description: 'A worker takes it up; if it fails again, it is back in the list.' })
  async replay(
    @CurrentActor() actor: Actor,
    @IdParam('eventId') eventId: string,
    @Param('subscriber') subscriber: string,
  ): Promise<void> {
    await this.db.transaction((tx) => this.failedJobs.replay(tx, actor, eventId, subscriber));
  }
}
