import { Module } from '@nestjs/common';
import { ClaimsModule } from '@aftercare/claims';
import { ClaimSwappedUnit } from './claim-swapped-unit.subscriber.js';
import { PayInvoiceFromSettledClaims } from './pay-invoice-from-settled-claims.subscriber.js';
import { RecordSupplierCover } from './record-supplier-cover.subscriber.js';

@Module({ imports: [ClaimsModule], providers: [ClaimSwappedUnit, PayInvoiceFromSettledClaims, RecordSupplierCover] })
export class ClaimsWorkerModule {}
