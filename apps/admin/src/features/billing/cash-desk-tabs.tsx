import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PageTabs } from '../../ui/page-tabs';

export function CashDeskTabs(): ReactNode {
  const { t } = useTranslation('billing');
  return (
    <PageTabs
      label={t('cashDesk.title')}
      tabs={[
        { to: '/cash-desk', label: t('cashDesk.unpaid') },
        { to: '/cash-desk/orders', label: t('cashDesk.toInvoice'), permission: 'billing.issue' },
        { to: '/cash-desk/invoices', label: t('cashDesk.all') },
      ]}
    />
  );
}
