import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PageTabs } from '../../ui/page-tabs';

/** The lists of this part: what may be claimed, what was, what is owed back, what it brought, and who owes. */
export function ClaimsTabs(): ReactNode {
  const { t } = useTranslation('claims');
  return (
    <PageTabs
      label={t('title')}
      tabs={[
        { to: '/claims', label: t('tabs.claimable') },
        { to: '/claims/sent', label: t('tabs.claims') },
        { to: '/claims/cores', label: t('tabs.cores') },
        { to: '/claims/recovery', label: t('tabs.recovery') },
        { to: '/claims/suppliers', label: t('tabs.suppliers') },
      ]}
    />
  );
}
