import Stack from '@mui/material/Stack';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Can } from '../../ui/can';
import { PageFrame } from '../../ui/page-frame';
import { PageTabs } from '../../ui/page-tabs';
import { RecordLink } from '../../ui/record-link';
import { RepairStateChip } from '../../ui/repair-state-chip';
import { StatusChip } from '../../ui/status-chip';
import { Code, Name } from '../../ui/text';
import { Deposits } from '../billing/deposits-section';
import { orderQuery, useIsOrderBusy, type RepairOrder } from './api';
import { DeadOnArrival } from './doa';
import { OrderActs } from './order-acts';
import { OrderChecks, OrderVendorLegs } from './order-checks';
import { OrderCoverage } from './order-coverage';
import { OrderFindings } from './order-findings';
import { OrderGlance } from './order-glance';
import { EarlierVisits, OrderTimeline } from './order-history';
import { OrderLines } from './order-lines';
import { OrderInvoices, OrderQuotes } from './order-money';
import { isOver } from './states';

/** One repair order: where it stands and what comes next above, the work, the money, the cover and the past below. */
export function OrderPage(): ReactNode {
  const { t } = useTranslation('repairs');
  const { id = '', tab = 'work' } = useParams({ strict: false }) as { id?: string; tab?: string };
  const query = useQuery(orderQuery(id));
  const order = query.data;
  const base = `/repair-orders/${id}`;

  return (
    <PageFrame
      title={order?.number ?? t('order.title')}
      trail={[{ to: '/repair-orders', label: t('orders.title') }]}
      status={order && <OrderChips order={order} />}
      subtitle={order && <DeviceLine order={order} />}
      query={query}
    >
      {order && (
        <WritesOneByOne order={order}>
          <OrderGlance order={order} acts={<OrderActs key={order.state} order={order} />} />
          <DeadOnArrival order={order} />
          <div>
            <PageTabs
              label={t('order.tabs.label')}
              tabs={[
                { to: base, label: t('order.tabs.work') },
                { to: `${base}/money`, label: t('order.tabs.money') },
                { to: `${base}/guarantee`, label: t('order.tabs.guarantee'), permission: 'warranty.read' },
                { to: `${base}/history`, label: t('order.tabs.history') },
              ]}
            />
            <Stack spacing={3}>
              <TabContent tab={tab} order={order} />
            </Stack>
          </div>
        </WritesOneByOne>
      )}
    </PageFrame>
  );
}

/** Holds every button of the page still while a write is on its way; one that takes long is seen. */
function WritesOneByOne({ order, children }: { readonly order: RepairOrder; readonly children: ReactNode }): ReactNode {
  return (
    <Stack
      component="fieldset"
      disabled={useIsOrderBusy(order.id)}
      spacing={3}
      sx={{ m: 0, p: 0, border: 0, minWidth: 0, '&:disabled button': { opacity: 0.6, transition: 'opacity 0s 0.4s' } }}
    >
      {children}
    </Stack>
  );
}

function TabContent({ tab, order }: { readonly tab: string; readonly order: RepairOrder }): ReactNode {
  switch (tab) {
    case 'money':
      return (
        <>
          <OrderQuotes order={order} />
          <OrderInvoices order={order} />
          <Can do="billing.read">
            <Deposits orderId={order.id} open={!order.money.invoiced && !isOver(order.state)} />
          </Can>
        </>
      );
    case 'guarantee':
      return <OrderCoverage order={order} />;
    case 'history':
      return (
        <>
          <OrderTimeline order={order} />
          <EarlierVisits order={order} />
        </>
      );
    default:
      return (
        <>
          <OrderFindings order={order} />
          <OrderLines order={order} />
          <OrderChecks order={order} />
          <OrderVendorLegs order={order} />
        </>
      );
  }
}

function OrderChips({ order }: { readonly order: RepairOrder }): ReactNode {
  const { t } = useTranslation('repairs');
  return (
    <Stack direction="row" spacing={1}>
      <RepairStateChip state={order.state} />
      {order.priority === 'urgent' && <StatusChip tone="bad" label={t('priorities.urgent')} />}
    </Stack>
  );
}

function DeviceLine({ order }: { readonly order: RepairOrder }): ReactNode {
  const { t } = useTranslation('repairs');
  const { brand, product, serial } = order.device;
  return (
    <>
      <RecordLink kind="device" id={order.device.id}>
        <Name value={brand} /> <Name value={product} />
        {' · '}
        {serial ? <Code>{serial}</Code> : t('device.noSerial')}
      </RecordLink>
      {order.outcome && ` · ${t(`outcomes.${order.outcome}`)}`}
    </>
  );
}
