import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Actor, AuditQueries } from '@aftercare/platform';
import { Can, CurrentActor } from '../http/access.js';
import { AuditEntryPageDto, ListAuditEntriesQuery } from './audit.dto.js';

@ApiTags('audit-entries')
@Controller('audit-entries')
export class AuditController {
  constructor(private readonly audit: AuditQueries) {}

  @Get()
  @Can('audit.read')
  @ApiOkResponse({ type: AuditEntryPageDto })
  list(@CurrentActor() actor: Actor, @Query() query: ListAuditEntriesQuery): Promise<AuditEntryPageDto> {
    return this.audit.list(actor, query);
  }
}
