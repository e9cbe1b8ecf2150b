import { Module } from '@nestjs/common';
import { IdentityModule } from '@aftercare/identity';
import { LiveController } from './live.controller.js';
import { LiveFacts } from './live-facts.js';

@Module({ imports: [IdentityModule], controllers: [LiveController], providers: [LiveFacts] })
export class LiveApiModule {}
