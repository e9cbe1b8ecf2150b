import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '@aftercare/platform';
import { FeedLogQueries } from '@aftercare/warranty';
import { Can, CurrentActor } from '../http/access.js';
import { NoIdempotencyKey } from '../http/idempotency.js';
import { IdParam } from '../http/id-param.js';
import { FeedIntake } from './feed-intake.js';
import {
  FeedDeliveryPageDto,
  FeedEntryPageDto,
  FeedRefusalPageDto,
  FeedSourcesDto,
  ListFeedLogQuery,
  ListFeedRowsQuery,
  RetriedDto,
} from './feed-log.dto.js';

/** What outside systems sent, for the staff who look after them. */
@ApiTags('feeds')
@Controller()
@Can('feed.read')
export class FeedLogController {
  constructor(
    private readonly log: FeedLogQueries,
    private readonly intake: FeedIntake,
  ) {}

  @Get('feed-sources')
  @ApiOkResponse({ type: FeedSourcesDto })
  async sources(@CurrentActor() actor: Actor): Promise<FeedSourcesDto> {
    return { data: await this.log.sources(actor) };
  }

  /** Requests of the last 90 days, the latest first. */
  @Get('feed-deliveries')
  @ApiOkResponse({ type: FeedDeliveryPageDto })
  deliveries(@CurrentActor() actor: Actor, @Query() query: ListFeedLogQuery): Promise<FeedDeliveryPageDto> {
    return this.log.deliveries(actor, query);
  }

  /** What was taken, with the devices it made or changed; what changed last first. */
  @Get('feed-entries')
  @ApiOkResponse({ type: FeedEntryPageDto })
  entries(@CurrentActor() actor: Actor, @Query() query: ListFeedRowsQuery): Promise<FeedEntryPageDto> {
    return this.log.entries(actor, query);
  }

  /** What was refused and not taken since, one for each key; the latest first. */
  @Get('feed-refusals')
  @ApiOkResponse({ type: FeedRefusalPageDto })
  refusals(@CurrentActor() actor: Actor, @Query() query: ListFeedRowsQuery): Promise<FeedRefusalPageDto> {
    return this.log.refusals(actor, query);
  }

  /** Takes it as it was told, after what was in its way is mended; 404 once it is taken. */
  @Post('feed-refusals/:id/retry')
  @HttpCode(200)
  @NoIdempotencyKey()
  @Can('feed.write')
  @ApiOkResponse({ type: RetriedDto })
  async retry(@CurrentActor() actor: Actor, @IdParam('id') id: string): Promise<RetriedDto> {
    return { problem: await this.intake.retry(actor, id) };
  }
}
