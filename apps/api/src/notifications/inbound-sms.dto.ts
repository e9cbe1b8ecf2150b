import { Line, Prose } from '../http/fields.js';

/** What Kavenegar posts for an SMS that came in, as a form or as JSON. */
export class KavenegarSmsDto {
  @Line({ max: 40 })
  messageid!: string;

  @Line({ max: 20, description: 'Who sent it' })
  from!: string;

  @Line({ max: 20, description: 'The line it was sent to' })
  to!: string;

  @Prose({ max: 1000 })
  message!: string;
}
