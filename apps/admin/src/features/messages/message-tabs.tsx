import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PageTabs } from '../../ui/page-tabs';

/** What was sent, and the texts it is made of. */
export function MessageTabs(): ReactNode {
  const { t } = useTranslation('messages');
  return (
    <PageTabs
      label={t('navigation.label')}
      tabs={[
        { to: '/messages', label: t('outbox.title') },
        { to: '/messages/templates', label: t('templates.title') },
      ]}
    />
  );
}
