import type { ModuleRef } from '@nestjs/core';
import { type Id, newId } from '@aftercare/kernel';
import { SYSTEM, type Tx } from '@aftercare/platform';
import { type NewServiceCenter, ServiceCentersService } from '../service-centers.service.js';

/** An open service centre with a code of its own. */
export function aServiceCenter(
  tx: Tx,
  app: Pick<ModuleRef, 'get'>,
  given: Partial<NewServiceCenter> = {},
): Promise<Id> {
  return app.get<ServiceCentersService>(ServiceCentersService, { strict: false }).create(tx, SYSTEM, {
    code: newId(),
    name: { fa: 'مرکز آزمایشی', en: 'Test centre' },
    phone: null,
    address: null,
    timeZone: 'Asia/Tehran',
    calendar: 'jalali',
    ...given,
  });
}
