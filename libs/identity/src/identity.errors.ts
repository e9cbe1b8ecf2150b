import { problem } from '@aftercare/platform';

export const signInRefused = problem('identity.sign-in-refused', 401, 'The sign-in name or the password is wrong.');
export const foreignOrigin = problem('identity.foreign-origin', 403, 'This request did not come from our own pages.');
export const wrongPassword = problem('identity.wrong-password', 422, 'The current password is wrong.');
export const weakPassword = problem<{ reason: 'common' | 'length' }>(
  'identity.weak-password',
  422,
  'The password is too short, too long or too common.',
);
export const invalidMobile = problem('identity.invalid-mobile', 422, 'This is not a mobile number.', {
  constraints: ['account_mobile_ck'],
});
export const loginMissing = problem('identity.login-missing', 422, 'An account needs an e-mail address or a mobile.', {
  constraints: ['account_login_ck'],
});
export const emailTaken = problem('identity.email-taken', 409, 'Another account has this e-mail address.', {
  constraints: ['account_email_uq'],
});
export const mobileTaken = problem('identity.mobile-taken', 409, 'Another account has this mobile number.', {
  constraints: ['account_mobile_uq'],
});
export const beyondOwnRights = problem(
  'identity.beyond-own-rights',
  403,
  'You can only give, take or guard rights that you hold yourself.',
);
export const ownAccess = problem('identity.own-access', 403, 'Nobody changes their own access.');
export const lastAdmin = problem('identity.last-admin', 409, 'The last administrator stays.');
export const roleCodeTaken = problem('identity.role-code-taken', 409, 'Another role has this code.', {
  constraints: ['role_code_uq'],
});
export const roleNameMissing = problem('identity.role-name-missing', 422, 'A role needs a name in one language.', {
  constraints: ['role_name_ck'],
});
export const roleInUse = problem('identity.role-in-use', 409, 'Accounts still have this role.', {
  constraints: ['account_role_role_fk'],
});
export const savedViewsFull = problem<{ most: number }>(
  'identity.saved-views-full',
  409,
  'No more views of this list can be kept. Delete one first.',
);
