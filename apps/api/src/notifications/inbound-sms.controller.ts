import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiConsumes, ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import { parseMobile } from '@aftercare/kernel';
import { InboundSmsService } from '@aftercare/notifications';
import { Database, notFound } from '@aftercare/platform';
import { createHash, timingSafeEqual } from 'node:crypto';
import { API_CONFIG, type ApiConfig } from '../config.js';
import { Public } from '../http/access.js';
import { NoIdempotencyKey } from '../http/idempotency.js';
import { KavenegarSmsDto } from './inbound-sms.dto.js';

/** Where gateways hand over the SMS that customers send. */
@ApiTags('inbound sms')
@Controller('sms')
@Public()
export class InboundSmsController {
  constructor(
    private readonly db: Database,
    private readonly inbound: InboundSmsService,
    @Inject(API_CONFIG) private readonly config: ApiConfig,
  ) {}

  /**
   * The secret last part of the address is what proves the gateway; anything else there is 404. Its own id of the message
   * is the idempotency key. What no mobile sent (a bank, an advertiser) is taken and forgotten.
   */
  @Post('kavenegar/:token')
  @HttpCode(204)
  @NoIdempotencyKey()
  @ApiConsumes('application/x-www-form-urlencoded', 'application/json')
  @ApiNoContentResponse()
  async receive(@Param('token') token: string, @Body() sms: KavenegarSmsDto): Promise<void> {
    if (!isToken(token, this.config.SMS_WEBHOOK_TOKEN)) throw notFound();
    const sender = parseMobile(sms.from);
    if (sender === null) return;
    const { messageid: providerId, message: body } = sms;
    await this.db.transaction((tx) => this.inbound.receive(tx, { provider: 'kavenegar', providerId, sender, body }));
  }
}

function isToken(given: string, token: string | undefined): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return token !== undefined && timingSafeEqual(digest(given), digest(token));
}
