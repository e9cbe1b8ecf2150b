import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { DevicesQueries } from '@aftercare/devices';
import { civilDateIn, Clock } from '@aftercare/kernel';
import { CompanyQueries } from '@aftercare/organization';
import { type Actor, notFound } from '@aftercare/platform';
import { WarrantyQueries } from '@aftercare/warranty';
import { Can, CurrentActor } from '../http/access.js';
import { IdParam } from '../http/id-param.js';
import { CoverageVerdictDto } from './coverage.dto.js';

@ApiTags('devices')
@Controller('devices/:id/cover')
export class DeviceCoverController {
  constructor(
    private readonly devices: DevicesQueries,
    private readonly warranty: WarrantyQueries,
    private readonly company: CompanyQueries,
    private readonly clock: Clock,
  ) {}

  /** What the guarantee that stands covers today, and what is left where an amount limits it; contracts apart. */
  @Get()
  @Can('warranty.read')
  @ApiOkResponse({ type: CoverageVerdictDto })
  async get(@CurrentActor() actor: Actor, @IdParam('id') id: string): Promise<CoverageVerdictDto> {
    await this.devices.get(actor, id);
    const { timeZone } = await this.company.current();
    const [cover] = await this.warranty.coverOf([id], civilDateIn(this.clock.now(), timeZone), () => []);
    if (!cover) throw notFound();
    return cover.verdict;
  }
}
