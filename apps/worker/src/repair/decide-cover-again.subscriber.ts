import { Injectable } from '@nestjs/common';
import { type RecordedEvent, SubscribesTo, SYSTEM, type Tx } from '@aftercare/platform';
import { DiagnosisService } from '@aftercare/repair';
import {
  type RegistrationFact,
  registrationCorrected,
  registrationResumed,
  registrationSuspended,
  registrationTransferred,
  registrationVoided,
  warrantyRegistered,
} from '@aftercare/warranty';

/** R11 of repair. The reason is the event's own name, such as `registration-corrected`, `registered`. */
@Injectable()
@SubscribesTo({
  name: 'decide-cover-again',
  queue: 'events',
  to: [
    warrantyRegistered,
    registrationCorrected,
    registrationResumed,
    registrationSuspended,
    registrationTransferred,
    registrationVoided,
  ],
})
export class DecideCoverAgain {
  constructor(private readonly diagnosis: DiagnosisService) {}

  async handle(tx: Tx, { name, payload }: RecordedEvent<RegistrationFact>): Promise<void> {
    await this.diagnosis.decideAgainForDevices(tx, SYSTEM, [payload.deviceId], name.replace('warranty.', ''));
  }
}
