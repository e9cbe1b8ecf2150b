import { problem } from '@aftercare/platform';

export const nameMissing = problem('organization.name-missing', 422, 'A name is needed in Persian or in English.', {
  constraints: [
    'company_name_ck',
    'service_center_name_ck',
    'department_name_ck',
    'skill_name_ck',
    'specialty_name_ck',
  ],
});
export const networkOnly = problem(
  'organization.network-only',
  403,
  'Only accounts of the whole network may change this.',
);
export const currencyFixed = problem(
  'organization.currency-fixed',
  409,
  'The currency is fixed once there is a service centre.',
);
export const centerCodeTaken = problem('organization.center-code-taken', 409, 'Another centre has this code.', {
  constraints: ['service_center_code_uq'],
});
export const centerClosed = problem('organization.center-closed', 409, 'This service centre is closed.');
export const hoursOverlap = problem('organization.hours-overlap', 422, 'Working hours of one day overlap.', {
  constraints: ['working_hours_overlap_ex', 'working_hours_pk'],
});
export const hoursInvalid = problem('organization.hours-invalid', 422, 'A working day closes after it opens.', {
  constraints: ['working_hours_span_ck'],
});
export const skillExists = problem('organization.skill-exists', 409, 'Another skill has this code.', {
  constraints: ['skill_code_uq'],
});
export const specialtyExists = problem('organization.specialty-exists', 409, 'Another specialty has this code.', {
  constraints: ['specialty_code_uq'],
});
export const employeeNoTaken = problem(
  'organization.employee-no-taken',
  409,
  'Another member of the staff has this number.',
  { constraints: ['staff_profile_employee_no_uq'] },
);
export const skillTwice = problem('organization.skill-twice', 422, 'A skill is named twice.', {
  constraints: ['staff_skill_pk'],
});
export const unknownReference = problem(
  'organization.unknown-reference',
  422,
  'The specialty, skill or service centre does not exist.',
  { constraints: ['staff_profile_specialty_fk', 'staff_profile_home_center_fk', 'staff_skill_skill_fk'] },
);
