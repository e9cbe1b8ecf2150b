import { problem } from '@aftercare/platform';

export const supplierExists = problem('claims.supplier-exists', 409, 'A supplier has this code already.', {
  constraints: ['supplier_code_uq'],
});
export const supplierNameMissing = problem('claims.name-missing', 422, 'A name is needed in Persian or in English.', {
  constraints: ['supplier_name_ck'],
});
export const unknownReference = problem(
  'claims.unknown-reference',
  422,
  'The supplier, service centre, brand, product group, product or part does not exist.',
  {
    constraints: [
      'supplier_claim_supplier_fk',
      'supplier_claim_center_fk',
      'supplier_agreement_supplier_fk',
      'supplier_agreement_brand_fk',
      'supplier_agreement_group_fk',
      'supplier_agreement_product_fk',
      'supplier_agreement_part_fk',
    ],
  },
);
export const scopeUnclear = problem(
  'claims.scope-unclear',
  422,
  'An agreement is for a product or a part, or for a brand, a product group or both.',
  { constraints: ['supplier_agreement_scope_ck'] },
);
export const agreementNotLater = problem<{ latest: string }>(
  'claims.agreement-not-later',
  409,
  'A new version starts after the one before it.',
  { constraints: ['supplier_agreement_day_uq', 'supplier_agreement_number_uq'] },
);
export const supplierRetired = problem<{ on: string }>(
  'claims.supplier-retired',
  409,
  'From the day on which a supplier is retired nothing new is agreed with it.',
);
export const onlyLine = problem('claims.only-line', 409, 'The last line stays: discard the draft instead.');
export const lineClaimed = problem('claims.line-claimed', 409, 'A line is in another claim already.', {
  constraints: ['supplier_claim_line_once_uq', 'supplier_claim_line_unit_uq'],
});
export const lineForeign = problem(
  'claims.line-foreign',
  422,
  'A line does not exist, or another supplier or service centre answers for it.',
);
export const claimActNotPossible = problem<{ act: string; state: string }>(
  'claims.act-not-possible',
  409,
  'The state of the claim does not allow this.',
);
export const lineNotAsked = problem(
  'claims.line-not-asked',
  409,
  'A line is not in this round of the claim, or was answered already.',
  { constraints: ['supplier_claim_answer_pk'] },
);
export const answerUnclear = problem(
  'claims.answer-unclear',
  422,
  'A refusal needs a reason; a part of a line needs a reason and an amount between nothing and all of it.',
  { constraints: ['supplier_claim_answer_amount_ck', 'supplier_claim_answer_reason_ck'] },
);
export const coreOutstanding = problem(
  'claims.core-outstanding',
  409,
  'The supplier wants the old part back: without it the line is refused.',
);
export const nothingToResubmit = problem(
  'claims.nothing-to-resubmit',
  422,
  'Only lines that were not accepted whole can be sent again.',
);
export const settledTooMuch = problem<{ accepted: number }>(
  'claims.settled-too-much',
  422,
  'A settlement is at most what was accepted.',
);
export const settledBeforeSubmitted = problem(
  'claims.settled-too-early',
  422,
  'A claim is settled on or after the day it was sent, and not in the future.',
  { constraints: ['supplier_claim_settled_ck'] },
);
export const coreActNotPossible = problem<{ act: string; state: string }>(
  'claims.core-act-not-possible',
  409,
  'The state of the old part does not allow this.',
);
export const noDefectiveLocation = problem(
  'claims.no-defective-location',
  409,
  'The service centre has no location for defective parts.',
);
