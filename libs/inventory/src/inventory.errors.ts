import { problem } from '@aftercare/platform';

export const locationExists = problem(
  'inventory.location-exists',
  409,
  'The service centre has a location of this code, or a branch location, already.',
  { constraints: ['stock_location_code_uq', 'stock_location_branch_uq'] },
);
export const locationNameMissing = problem(
  'inventory.location-name-missing',
  422,
  'A name is needed in Persian or in English.',
  { constraints: ['stock_location_name_ck'] },
);
export const noBranchLocation = problem(
  'inventory.no-branch-location',
  409,
  'The service centre has no branch location to take parts from.',
);
export const noQuarantineLocation = problem(
  'inventory.no-quarantine-location',
  409,
  'The service centre has no quarantine location for a unit that came back.',
);
export const noUnitItem = problem<{ productId: string }>(
  'inventory.no-unit-item',
  409,
  'The product has no stock item of whole units.',
);
export const unknownInventoryReference = problem(
  'inventory.unknown-reference',
  422,
  'The part, location or service centre does not exist.',
  {
    constraints: ['stock_location_center_fk', 'stock_balance_part_fk', 'goods_receipt_line_part_fk'],
  },
);
export const insufficientStock = problem<{ available: number }>(
  'inventory.insufficient-stock',
  409,
  'Not enough pieces are free.',
  { constraints: ['stock_balance_on_hand_ck', 'stock_balance_reserved_ck'] },
);
export const notReserved = problem<{ reserved: number }>(
  'inventory.not-reserved',
  409,
  'Only pieces reserved for the line can be handed out.',
  { constraints: ['requisition_line_quantities_ck'] },
);
export const notIssued = problem<{ returnable: number }>(
  'inventory.not-issued',
  409,
  'Only pieces that were handed out can come back.',
  { constraints: ['requisition_line_returned_ck'] },
);
export const requisitionFinished = problem<{ state: string }>(
  'inventory.requisition-finished',
  409,
  'The requisition is finished: nothing more is handed out on it.',
);
export const valueTooLarge = problem(
  'inventory.value-too-large',
  422,
  'The value of the stock exceeds what can be kept exactly.',
  { constraints: ['stock_balance_value_ck'] },
);
export const customerOwnedHasNoValue = problem(
  'inventory.customer-owned-has-no-value',
  422,
  'What belongs to customers is kept at zero value.',
);
