import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '@aftercare/platform';
import { BenchQueries } from '@aftercare/repair';
import { Can, CurrentActor } from '../http/access.js';
import { IdParam } from '../http/id-param.js';
import { PartChoicesDto, PartChoicesQuery } from './part-choices.dto.js';

@ApiTags('repair orders')
@Controller('repair-orders/:id')
export class PartChoicesController {
  constructor(private readonly bench: BenchQueries) {}

  @Get('part-choices')
  @Can('repair.read')
  @ApiOkResponse({ type: PartChoicesDto, description: '30 at most, those for the product first' })
  async partChoices(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @Query() { q }: PartChoicesQuery,
  ): Promise<PartChoicesDto> {
    return { data: await this.bench.partChoices(actor, id, q) };
  }
}
