import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '@aftercare/platform';
import { EntitlementsQueries, FrontDeskQueries } from '@aftercare/reception';
import { Can, CurrentActor, SignedIn } from '../http/access.js';
import { EntitlementAnswerDto, EntitlementQuery } from './entitlements.dto.js';
import { DevicesAtCounterDto, LookupQuery, SearchHitsDto, SearchQuery } from './front-desk.dto.js';

@ApiTags('front desk')
@Controller()
export class FrontDeskController {
  constructor(
    private readonly frontDesk: FrontDeskQueries,
    private readonly entitlements: EntitlementsQueries,
  ) {}

  /** The device behind a serial with its guarantee, owner and last visits. */
  @Get('device-lookups')
  @Can('device.read')
  @ApiOkResponse({ type: DevicesAtCounterDto })
  lookup(@CurrentActor() actor: Actor, @Query() query: LookupQuery): Promise<DevicesAtCounterDto> {
    return this.frontDesk.lookup(actor, query.serial);
  }

  /** What somebody may claim, by whichever number they bring: every right in order of precedence, with what is left. */
  @Get('entitlements')
  @Can('device.read')
  @ApiOkResponse({ type: EntitlementAnswerDto })
  lookUpEntitlements(@CurrentActor() actor: Actor, @Query() query: EntitlementQuery): Promise<EntitlementAnswerDto> {
    return this.entitlements.lookUp(actor, query.key);
  }

  /** One box for everything; only kinds of records that the reader may see. */
  @Get('search')
  @SignedIn()
  @ApiOkResponse({ type: SearchHitsDto })
  async search(@CurrentActor() actor: Actor, @Query() query: SearchQuery): Promise<SearchHitsDto> {
    return { data: await this.frontDesk.search(actor, query.q) };
  }
}
