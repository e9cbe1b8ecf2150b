import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Account } from './account.entity.js';
import { AccountsService } from './accounts.service.js';
import { ActorsQueries } from './actors.queries.js';
import { IdentityQueries } from './identity.queries.js';
import { Passwords } from './passwords.js';
import { Role } from './role.entity.js';
import { RolesService } from './roles.service.js';
import { SavedViewsService } from './saved-views.service.js';
import { SessionsService } from './sessions.service.js';
import { SignInsService } from './sign-ins.service.js';

const services = [
  AccountsService,
  ActorsQueries,
  IdentityQueries,
  Passwords,
  RolesService,
  SavedViewsService,
  SessionsService,
  SignInsService,
];

@Module({
  imports: [TypeOrmModule.forFeature([Account, Role])],
  providers: services,
  exports: services,
})
export class IdentityModule {}
