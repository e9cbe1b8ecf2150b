import { Body, Controller, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Actor, Database } from '@aftercare/platform';
import { RegistrationsService, WarrantyQueries } from '@aftercare/warranty';
import { Can, CurrentActor } from '../http/access.js';
import { IfMatch } from '../http/etag.js';
import { IdParam } from '../http/id-param.js';
import {
  CorrectRegistrationDto,
  ListRegistrationsQuery,
  RegisterDeviceDto,
  RegistrationDto,
  RegistrationPageDto,
  VoidRegistrationDto,
} from './registrations.dto.js';

@ApiTags('warranty registrations')
@Controller('warranty-registrations')
export class WarrantyRegistrationsController {
  constructor(
    private readonly db: Database,
    private readonly registrations: RegistrationsService,
    private readonly warranty: WarrantyQueries,
  ) {}

  @Get()
  @Can('warranty.read')
  @ApiOkResponse({ type: RegistrationPageDto })
  list(@Query() query: ListRegistrationsQuery): Promise<RegistrationPageDto> {
    return this.warranty.listRegistrations(query);
  }

  @Get(':id')
  @Can('warranty.read')
  @ApiOkResponse({ type: RegistrationDto })
  get(@IdParam('id') id: string): Promise<RegistrationDto> {
    return this.warranty.getRegistration(id);
  }

  @Post()
  @HttpCode(201)
  @Can('warranty.register')
  @ApiCreatedResponse({ type: RegistrationDto })
  async register(@CurrentActor() actor: Actor, @Body() input: RegisterDeviceDto): Promise<RegistrationDto> {
    const id = await this.db.transaction((tx) => this.registrations.register(tx, actor, input));
    return this.warranty.getRegistration(id);
  }

  /** Puts start facts right; the period is worked out anew by the terms it was issued under. */
  @Patch(':id')
  @Can('warranty.register')
  @ApiOkResponse({ type: RegistrationDto })
  async correct(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: CorrectRegistrationDto,
  ): Promise<RegistrationDto> {
    await this.db.transaction((tx) => this.registrations.correct(tx, actor, id, version, input));
    return this.warranty.getRegistration(id);
  }

  /** The new owner told of the change in time: the cover goes on for them. */
  @Post(':id/owner-notice')
  @HttpCode(200)
  @Can('warranty.register')
  @ApiOkResponse({ type: RegistrationDto })
  async takeNotice(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
  ): Promise<RegistrationDto> {
    await this.db.transaction((tx) => this.registrations.takeNotice(tx, actor, id, version));
    return this.warranty.getRegistration(id);
  }

  @Post(':id/voiding')
  @HttpCode(200)
  @Can('warranty.manage')
  @ApiOkResponse({ type: RegistrationDto })
  async void(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: VoidRegistrationDto,
  ): Promise<RegistrationDto> {
    await this.db.transaction((tx) => this.registrations.void(tx, actor, id, version, input.reason));
    return this.warranty.getRegistration(id);
  }
}
