import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Customer } from './customer.entity.js';
import { CustomersQueries } from './customers.queries.js';
import { CustomersService } from './customers.service.js';

const services = [CustomersQueries, CustomersService];

@Module({ imports: [TypeOrmModule.forFeature([Customer])], providers: services, exports: services })
export class CustomersModule {}
