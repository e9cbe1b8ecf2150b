import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PageTabs } from '../../ui/page-tabs';

/** The units, and which of them may not be served. */
export function DevicesTabs(): ReactNode {
  const { t } = useTranslation('devices');
  return (
    <PageTabs
      label={t('title')}
      tabs={[
        { to: '/devices', label: t('title') },
        { to: '/devices/blocks', label: t('blocks.title') },
      ]}
    />
  );
}
