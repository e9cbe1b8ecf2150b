import { problem } from '@aftercare/platform';

export const arrivalUnknown = problem('reception.arrival-unknown', 422, 'This arrival is not waiting in the centre.');
export const conditionMissing = problem('reception.condition-missing', 422, 'Record the condition of each device.', {
  constraints: ['reception_item_condition_ck'],
});
export const accessoryUnnamed = problem('reception.accessory-unnamed', 422, 'An accessory needs a code or a label.', {
  constraints: ['reception_accessory_named_ck'],
});
export const unknownCode = problem(
  'reception.unknown-code',
  422,
  'A code does not exist in its set, is a heading or is not used any more.',
  {
    constraints: ['reception_accessory_code_fk'],
  },
);
export const termsNotAccepted = problem(
  'reception.terms-not-accepted',
  422,
  'The customer must accept the terms of reception.',
);
export const deviceTwice = problem('reception.device-twice', 422, 'The same device is on the receipt twice.');
export const notTheOwner = problem<{ deviceId: string }>(
  'reception.not-the-owner',
  409,
  'The device belongs to another customer in the register. Confirm that it changed hands.',
);
export const accessoriesMissing = problem<{ missing: number }>(
  'reception.accessories-missing',
  409,
  'Not every accessory is handed out. Hand them out, or write down what is missing.',
);
export const notReceivedHere = problem('reception.not-received-here', 409, 'The order was not received at a counter.');
