import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PageTabs } from '../../ui/page-tabs';

/** The lists of this part: what is promised, on which cards, and to which devices. */
export function WarrantyTabs(): ReactNode {
  const { t } = useTranslation('warranty');
  return (
    <PageTabs
      label={t('title')}
      tabs={[
        { to: '/warranty/policies', label: t('policies') },
        { to: '/warranty/card-desk', label: t('desk.title') },
        { to: '/warranty/card-batches', label: t('batches.title') },
        { to: '/warranty/cards', label: t('cards') },
      ]}
    />
  );
}
