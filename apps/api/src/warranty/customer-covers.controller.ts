import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { DevicesQueries } from '@aftercare/devices';
import { civilDateIn, Clock } from '@aftercare/kernel';
import { CompanyQueries } from '@aftercare/organization';
import type { Actor } from '@aftercare/platform';
import { WarrantyQueries } from '@aftercare/warranty';
import { Can, CurrentActor } from '../http/access.js';
import { ListOf, Nested, Uuid } from '../http/fields.js';
import { IdParam } from '../http/id-param.js';
import { HeadlineDto } from './coverage.dto.js';

class DeviceHeadlineDto {
  @Uuid()
  deviceId!: string;

  @Nested(() => HeadlineDto)
  headline!: HeadlineDto;
}

class CustomerCoversDto {
  @ListOf(() => DeviceHeadlineDto)
  data!: DeviceHeadlineDto[];
}

/** More than these nobody reads at one glance. */
const MOST_DEVICES = 50;

@ApiTags('customers')
@Controller('customers/:id/covers')
export class CustomerCoversController {
  constructor(
    private readonly devices: DevicesQueries,
    private readonly warranty: WarrantyQueries,
    private readonly company: CompanyQueries,
    private readonly clock: Clock,
  ) {}

  /** How the guarantee covers each of the customer's devices today, in one line; the latest 50. */
  @Get()
  @Can('warranty.read')
  @ApiOkResponse({ type: CustomerCoversDto })
  async list(@CurrentActor() actor: Actor, @IdParam('id') id: string): Promise<CustomerCoversDto> {
    const { data } = await this.devices.ofCustomer(actor, id, { limit: MOST_DEVICES });
    const present = data.filter(({ ownedTo }) => ownedTo === null).map((device) => device.id);
    const { timeZone } = await this.company.current();
    const covers = await this.warranty.coverOf(present, civilDateIn(this.clock.now(), timeZone), () => []);
    return { data: covers.map(({ deviceId, verdict }) => ({ deviceId, headline: verdict.headline })) };
  }
}
