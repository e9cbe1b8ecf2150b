import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CompanyQueries, CompanyService } from '@aftercare/organization';
import { type Actor, Database } from '@aftercare/platform';
import { Can, CurrentActor, SignedIn } from '../http/access.js';
import { IfMatch } from '../http/etag.js';
import { ChangeCompanyDto, CompanyDto } from './company.dto.js';

@ApiTags('company')
@Controller('company')
export class CompanyController {
  constructor(
    private readonly db: Database,
    private readonly service: CompanyService,
    private readonly company: CompanyQueries,
  ) {}

  /** Everyone who reads an amount or a date needs it. */
  @Get()
  @SignedIn()
  @ApiOkResponse({ type: CompanyDto })
  get(): Promise<CompanyDto> {
    return this.company.get();
  }

  @Patch()
  @Can('organization.manage')
  @ApiOkResponse({ type: CompanyDto })
  async change(
    @CurrentActor() actor: Actor,
    @IfMatch() version: number,
    @Body() input: ChangeCompanyDto,
  ): Promise<CompanyDto> {
    await this.db.transaction((tx) => this.service.change(tx, actor, version, input));
    this.company.forget();
    return this.company.get();
  }
}
