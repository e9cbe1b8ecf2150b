export const SALES_DOCUMENT_KINDS = ['delivery', 'return'] as const;
export type SalesDocumentKind = (typeof SALES_DOCUMENT_KINDS)[number];

/** Which document of which outside system. */
export interface SalesDocumentKey {
  readonly source: string;
  readonly documentNo: string;
}
