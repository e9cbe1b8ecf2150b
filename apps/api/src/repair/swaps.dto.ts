import { SWAP_CAUSES, type SwapCause } from '@aftercare/devices';
import { Flag, Line, OneOf, Prose, Uuid } from '../http/fields.js';

class ReplacementUnitDto {
  @Uuid({ nullable: true, description: 'Null: of the same product' })
  productId!: string | null;

  @Line({ max: 60, description: 'As it stands on the unit that is handed out', example: 'SN-9001' })
  serial!: string;

  @Line({ max: 30, nullable: true, description: '15 digits with a valid check digit' })
  imei!: string | null;

  @Line({ max: 30, optional: true, nullable: true, description: 'Of the second SIM slot' })
  imei2?: string | null;

  @Prose({ max: 500 })
  reason!: string;
}

export class ReplaceDeviceDto extends ReplacementUnitDto {
  @Flag({ description: 'It leaves the shelf of the centre, and the device goes into quarantine at zero value' })
  fromStock!: boolean;
}

export class SwapDeviceDto extends ReplacementUnitDto {
  @Uuid({ nullable: true, description: 'The centre whose shelf it leaves; null when it is not from stock' })
  fromCenterId!: string | null;
}

export class ReplacementDto {
  @Uuid()
  id!: string;

  @Line({ nullable: true })
  serial!: string | null;

  @OneOf(SWAP_CAUSES, { name: 'SwapCause' })
  cause!: SwapCause;
}
