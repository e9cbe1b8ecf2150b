import { CivilDay, Instant, Line, OneOf, Prose } from '../http/fields.js';

export class VendorLegDto {
  @Line()
  vendor!: string;

  @Line({ nullable: true })
  rmaNo!: string | null;

  @Instant()
  sentAt!: string;

  @CivilDay({ nullable: true })
  dueOn!: string | null;

  @Instant({ nullable: true })
  backAt!: string | null;
}

export class SendToVendorDto {
  @Line()
  vendor!: string;

  @Line({ nullable: true, max: 60 })
  rmaNo!: string | null;

  @CivilDay({ nullable: true })
  dueOn!: string | null;
}

export class BackFromVendorDto {
  @OneOf(['back-from-vendor', 'repaired-by-vendor', 'replaced-by-vendor'] as const, { name: 'VendorResult' })
  act!: 'back-from-vendor' | 'repaired-by-vendor' | 'replaced-by-vendor';

  @Line({ nullable: true, max: 60, description: 'The serial that came back; null when it is the same' })
  serial!: string | null;

  @Prose({ nullable: true, max: 1000 })
  reason!: string | null;
}
