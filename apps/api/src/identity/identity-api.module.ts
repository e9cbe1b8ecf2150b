import { Module } from '@nestjs/common';
import { IdentityModule } from '@aftercare/identity';
import { AccessTokens } from './access-tokens.js';
import { AccountsController } from './accounts.controller.js';
import { AuthController } from './auth.controller.js';
import { BrowserSessions } from './browser-sessions.js';
import { JwtStrategy } from './jwt.strategy.js';
import { MeController } from './me.controller.js';
import { RolesController } from './roles.controller.js';
import { SavedViewsController } from './saved-views.controller.js';

@Module({
  imports: [IdentityModule],
  controllers: [AuthController, MeController, AccountsController, RolesController, SavedViewsController],
  providers: [AccessTokens, BrowserSessions, JwtStrategy],
})
export class IdentityApiModule {}
