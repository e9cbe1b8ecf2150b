import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PageTabs } from '../../ui/page-tabs';

/** Accounts and roles are two sides of one question: who may do what. */
export function AccessTabs(): ReactNode {
  const { t } = useTranslation('accounts');
  return (
    <PageTabs
      label={t('navigation.label')}
      tabs={[
        { to: '/accounts', label: t('accounts.title') },
        { to: '/accounts/roles', label: t('roles.title') },
      ]}
    />
  );
}
