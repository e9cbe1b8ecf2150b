import { event } from '@aftercare/platform';

/** An entry was made or changed; the audit entry carries the fields that were sent. */
interface Saved {
  readonly change: 'created' | 'changed';
}

export const companyChanged = event<object>('organization.company-changed', 1, 'company');
export const serviceCenterSaved = event<Saved>('organization.service-center-saved', 1, 'service-center');
export const workingHoursSet = event<object>('organization.working-hours-set', 1, 'service-center');
export const departmentSaved = event<Saved>('organization.department-saved', 1, 'department');
export const skillSaved = event<Saved>('organization.skill-saved', 1, 'skill');
export const specialtySaved = event<Saved>('organization.specialty-saved', 1, 'specialty');
export const staffProfileSaved = event<Saved>('organization.staff-profile-saved', 1, 'account');
