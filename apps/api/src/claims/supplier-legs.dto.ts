import { Amount, CivilDay, Int, ListOf, Nested, Uuid } from '../http/fields.js';
import { CodedRefDto } from '../http/refs.dto.js';
import { ClaimStateRefDto, SupplierReasonDto } from './claims.dto.js';

class SupplierLegDto {
  @Uuid()
  lineId!: string;

  @Nested(() => CodedRefDto, { nullable: true })
  supplier!: CodedRefDto | null;

  @Int({ max: 100, description: 'Whole percent of what the guarantee pays; 0 when no supplier answers' })
  percent!: number;

  @Amount({ nullable: true, description: 'What may be claimed; with claim.read' })
  amount!: number | null;

  @CivilDay({ nullable: true, description: 'The first day on which the supplier no longer answers' })
  endsOn!: string | null;

  @CivilDay({ nullable: true, description: 'The last day of a claim' })
  claimBy!: string | null;

  @CivilDay({ nullable: true, description: 'The last day for the old part, where it is wanted back' })
  coreBy!: string | null;

  @ListOf(() => SupplierReasonDto)
  reasons!: readonly SupplierReasonDto[];

  @Nested(() => ClaimStateRefDto, { nullable: true })
  claim!: ClaimStateRefDto | null;
}

export class SupplierLegsDto {
  @ListOf(() => SupplierLegDto)
  data!: readonly SupplierLegDto[];
}
