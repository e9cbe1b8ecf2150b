import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PageTabs } from '../../ui/page-tabs';

/** The company from the whole to its parts. */
export function OrganizationTabs(): ReactNode {
  const { t } = useTranslation('organization');
  return (
    <PageTabs
      label={t('navigation.label')}
      tabs={[
        { to: '/organization', label: t('company.title') },
        { to: '/organization/centers', label: t('centers.title') },
        { to: '/organization/staff', label: t('staff.title') },
        { to: '/organization/skills', label: t('terms.title') },
      ]}
    />
  );
}
