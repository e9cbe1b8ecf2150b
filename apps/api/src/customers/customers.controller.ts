import { Body, Controller, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CustomersQueries, CustomersService } from '@aftercare/customers';
import { type Actor, Database } from '@aftercare/platform';
import { Can, CurrentActor } from '../http/access.js';
import { IfMatch } from '../http/etag.js';
import { IdParam } from '../http/id-param.js';
import {
  ChangeCustomerDto,
  CreateCustomerDto,
  CustomerDto,
  CustomerPageDto,
  ListCustomersQuery,
} from './customers.dto.js';

@ApiTags('customers')
@Controller('customers')
export class CustomersController {
  constructor(
    private readonly db: Database,
    private readonly customers: CustomersService,
    private readonly queries: CustomersQueries,
  ) {}

  @Get()
  @Can('customer.read')
  @ApiOkResponse({ type: CustomerPageDto })
  list(@Query() query: ListCustomersQuery): Promise<CustomerPageDto> {
    return this.queries.list(query);
  }

  @Get(':id')
  @Can('customer.read')
  @ApiOkResponse({ type: CustomerDto })
  get(@CurrentActor() actor: Actor, @IdParam('id') id: string): Promise<CustomerDto> {
    return this.queries.get(actor, id);
  }

  /** Asks back with `customers.probable-duplicate` when one of this name and mobile is there. */
  @Post()
  @HttpCode(201)
  @Can('customer.write')
  @ApiCreatedResponse({ type: CustomerDto })
  async create(@CurrentActor() actor: Actor, @Body() input: CreateCustomerDto): Promise<CustomerDto> {
    const id = await this.db.transaction((tx) => this.customers.create(tx, actor, input));
    return this.queries.get(actor, id);
  }

  @Patch(':id')
  @Can('customer.write')
  @ApiOkResponse({ type: CustomerDto })
  async change(
    @CurrentActor() actor: Actor,
    @IdParam('id') id: string,
    @IfMatch() version: number,
    @Body() input: ChangeCustomerDto,
  ): Promise<CustomerDto> {
    await this.db.transaction((tx) => this.customers.change(tx, actor, id, version, input));
    return this.queries.get(actor, id);
  }
}
