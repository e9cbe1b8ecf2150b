import { problem } from '@aftercare/platform';

export const policyCodeTaken = problem('warranty.policy-code-taken', 409, 'A policy with this code exists.', {
  constraints: ['warranty_policy_code_uq'],
});
export const policyNameMissing = problem('warranty.name-missing', 422, 'A name is needed in Persian or in English.', {
  constraints: ['warranty_policy_name_ck'],
});
export const unknownReference = problem(
  'warranty.unknown-reference',
  422,
  'The brand, product group or product of a scope, or the responsible person, does not exist.',
  {
    constraints: [
      'warranty_policy_scope_brand_fk',
      'warranty_policy_scope_group_fk',
      'warranty_policy_scope_product_fk',
      'warranty_policy_responsible_account_fk',
      'warranty_card_batch_product_fk',
    ],
  },
);
export const scopeRepeated = problem('warranty.scope-repeated', 422, 'A scope is named twice.', {
  constraints: ['warranty_policy_scope_uq'],
});
export const versionPublished = problem(
  'warranty.version-published',
  409,
  'A published version of a policy cannot be changed. Draft a new one.',
  { constraints: ['warranty_policy_version_frozen', 'warranty_policy_version_draft_uq'] },
);
export const nothingToPublish = problem('warranty.nothing-to-publish', 409, 'The policy has no draft to publish.');
export const policyUnpublished = problem(
  'warranty.policy-unpublished',
  409,
  'Nothing of this policy is published yet, so no card can promise it.',
);
export const noPolicyForDevice = problem(
  'warranty.no-policy-for-device',
  409,
  'No published policy is meant for this device.',
);
export const cardNumberTaken = problem('warranty.card-number-taken', 409, 'This card number is in use.', {
  constraints: ['warranty_registration_card_uq', 'warranty_card_key_uq'],
});
export const deviceRegistered = problem(
  'warranty.device-registered',
  409,
  'This device already has a registration that stands.',
  { constraints: ['warranty_registration_open_uq'] },
);
export const registrationClosed = problem<{ state: string }>(
  'warranty.registration-closed',
  409,
  'This registration no longer stands and cannot be changed.',
);
export const datesContradict = problem(
  'warranty.dates-contradict',
  422,
  'A device is not sold, delivered, installed or activated before it is made.',
  { constraints: ['warranty_registration_made_ck'] },
);
export const decisionMissing = problem('warranty.decision-missing', 409, 'Cover has not been decided here yet.');
export const decisionReasonMissing = problem(
  'warranty.decision-reason-missing',
  422,
  'Deciding again needs a reason.',
  { constraints: ['coverage_decision_reason_ck'] },
);
export const decisionSuperseded = problem(
  'warranty.decision-superseded',
  409,
  'Somebody decided on this in the meantime.',
  { constraints: ['coverage_decision_supersedes_uq', 'coverage_decision_root_uq'] },
);
export const cardNotOpen = problem<{ state: string; used: boolean }>(
  'warranty.card-not-open',
  409,
  'This card does not allow that any more.',
  { constraints: ['warranty_state_move_ck', 'warranty_card_registration_uq'] },
);
export const cardCodeRefused = problem(
  'warranty.card-code-refused',
  422,
  'There is no card with this number and scratch code.',
);
export const cardOfOtherDevice = problem(
  'warranty.card-of-other-device',
  409,
  'This card was issued for another device.',
);
export const unknownCard = problem('warranty.unknown-card', 422, 'There is no card with this number.');
export const unitSoldAlready = problem(
  'warranty.unit-sold-already',
  409,
  'Another sales document holds this unit. Only its return frees it.',
  { constraints: ['sales_line_open_uq'] },
);
export const unitNotSold = problem('warranty.unit-not-sold', 409, 'This unit is not sold, so it cannot come back.');
export const lineRepeated = problem('warranty.line-repeated', 409, 'The document names this unit twice.', {
  constraints: ['sales_line_names_uq'],
});
export const returnIsFinal = problem(
  'warranty.return-is-final',
  409,
  'What was returned stays returned. Sell it again by another document.',
);
export const linesRefused = problem(
  'warranty.lines-refused',
  422,
  'Some lines cannot be taken. Nothing of the document was.',
);
export const cardProductUnknown = problem(
  'warranty.card-product-unknown',
  409,
  'The card names no product and no device with this serial number is known. A service centre can activate it.',
);
export const coverSpent = problem(
  'warranty.cover-spent',
  409,
  'Another repair took what was left of the cover in the meantime. Decide again.',
  { constraints: ['warranty_spend_limit_ck'] },
);
export const noOwnerChange = problem(
  'warranty.no-owner-change',
  409,
  'This guarantee does not wait for the notice of a new owner.',
);
export const noticeTooLate = problem<{ by: string }>(
  'warranty.notice-too-late',
  409,
  'The days in which a new owner may tell of the change are over.',
);
