import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PageTabs } from '../../ui/page-tabs';

/** The two lists of this part: what is promised, and to which devices. */
export function WarrantyTabs(): ReactNode {
  const { t } = useTranslation('warranty');
  return (
    <PageTabs
      label={t('title')}
      tabs={[
        { to: '/warranty/policies', label: t('policies') },
        { to: '/warranty/cards', label: t('cards') },
      ]}
    />
  );
}
