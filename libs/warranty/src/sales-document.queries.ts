import type { CivilDate, Id } from '@aftercare/kernel';
import { Database, statement } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import type { SalesDocumentKey, SalesDocumentKind } from './sales-document.js';

export const SOLD_UNIT_STANDINGS = ['registered', 'awaiting-activation', 'without-policy', 'returned'] as const;
/** How a unit of a sales document stands: under guarantee, its card in the holder's hand, no policy meant for it, back. */
export type SoldUnitStanding = (typeof SOLD_UNIT_STANDINGS)[number];

/** A sales document as it was told last, and what it made; `revision` counts how often it was told differently. */
export interface SalesDocumentView extends SalesDocumentKey {
  readonly kind: SalesDocumentKind;
  readonly revision: number;
  readonly changedAt: Date;
  readonly lines: readonly {
    readonly serial: string | null;
    readonly deviceId: Id;
    readonly standing: SoldUnitStanding;
    readonly cardNo: string | null;
    readonly registrationId: Id | null;
    /** `[startsOn, endsOn)`; null while the start is not known. */
    readonly startsOn: CivilDate | null;
    readonly endsOn: CivilDate | null;
  }[];
}

const one = statement(
  'warranty.sales-document',
  `SELECT s.source, s.document_no AS "documentNo", s.kind, s.revision, s.changed_at AS "changedAt",
          (SELECT json_agg(json_build_object(
                    'serial', d.serial, 'deviceId', d.id,
                    'standing', CASE WHEN NOT l.open THEN 'returned' WHEN r.id IS NOT NULL THEN 'registered'
                                     WHEN c.id IS NOT NULL THEN 'awaiting-activation' ELSE 'without-policy' END,
                    'cardNo', coalesce(c.card_no, r.card_no), 'registrationId', r.id, 'startsOn', r.starts_on,
                    'endsOn', r.ends_on) ORDER BY l.position)
             FROM sales_line l JOIN device d ON d.id = l.device_id
             LEFT JOIN warranty_card c ON c.id = l.card_id
             LEFT JOIN warranty_registration r ON r.id = coalesce(l.registration_id, c.registration_id)
            WHERE l.document_id = s.id) AS lines
     FROM sales_document s WHERE s.kind = $1 AND s.source = $2 AND s.document_no = $3`,
);

/** Reads of sales documents, by the numbers of the system they come from. */
@Injectable()
export class SalesDocumentQueries {
  constructor(private readonly db: Database) {}

  /** 404 for a document this source never told of. */
  get(kind: SalesDocumentKind, { source, documentNo }: SalesDocumentKey): Promise<SalesDocumentView> {
    return this.db.one<SalesDocumentView>(one, [kind, source, documentNo]);
  }
}
