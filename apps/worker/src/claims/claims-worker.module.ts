import { Module } from '@nestjs/common';
import { ClaimsModule } from '@aftercare/claims';
import { RecordSupplierCover } from './record-supplier-cover.subscriber.js';

@Module({ imports: [ClaimsModule], providers: [RecordSupplierCover] })
export class ClaimsWorkerModule {}
