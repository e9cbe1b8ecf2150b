import { Line, Uuid } from '../http/fields.js';

/** Who did it. */
export class AccountRefDto {
  @Uuid()
  id!: string;

  @Line()
  name!: string;
}
