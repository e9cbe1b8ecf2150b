import { problem } from '@aftercare/platform';

export const contractNumberTaken = problem('contracts.number-taken', 409, 'This contract number is in use.', {
  constraints: ['service_contract_number_uq'],
});
export const contractPeriodEmpty = problem('contracts.period-empty', 422, 'A contract ends after it starts.', {
  constraints: ['service_contract_period_ck'],
});
export const unknownReference = problem(
  'contracts.unknown-reference',
  422,
  'The customer, device, product group or service centre does not exist.',
  {
    constraints: [
      'service_contract_customer_fk',
      'service_contract_group_fk',
      'service_contract_center_center_fk',
      'service_contract_billing_center_fk',
      'service_contract_device_device_fk',
    ],
  },
);
export const scopeUnclear = problem(
  'contracts.scope-unclear',
  422,
  'Name the devices, or a product group, or neither for everything the customer owns.',
  { constraints: ['service_contract_scope_group_ck', 'service_contract_scope_limit_ck'] },
);
export const deviceListedTwice = problem('contracts.device-listed', 409, 'This device is in the contract already.', {
  constraints: ['service_contract_device_overlap_ex'],
});
export const deviceNotListed = problem('contracts.device-not-listed', 422, 'This device is not in the contract.');
export const actNotPossible = problem<{ act: string; state: string }>(
  'contracts.act-not-possible',
  409,
  'The state of the contract does not allow this.',
);
export const contractReasonMissing = problem('contracts.reason-missing', 422, 'This needs a reason.');
export const contractOver = problem('contracts.period-over', 409, 'The period of the contract is over.');
export const renewedAlready = problem('contracts.renewed-already', 409, 'This contract has been renewed already.', {
  constraints: ['service_contract_renews_uq'],
});
export const addendumOutside = problem(
  'contracts.addendum-outside',
  422,
  'An addendum takes effect within the period of its contract.',
);
export const addendumEmpty = problem('contracts.addendum-empty', 422, 'The addendum changes nothing.');
export const billingCenterOutside = problem(
  'contracts.billing-center-outside',
  422,
  'The centre that bills a contract is one of those that honour it.',
);
export const billedBeyondPrice = problem(
  'contracts.billed-beyond-price',
  422,
  'More is billed elsewhere than the contract costs.',
);
export const tooManyInstalments = problem<{ most: number }>(
  'contracts.too-many-instalments',
  422,
  'The price would be billed in too many parts.',
);
export const contractUsedUp = problem('contracts.used-up', 409, 'The contract has no visit left.', {
  constraints: ['service_contract_visits_ck', 'service_contract_minutes_ck'],
});
