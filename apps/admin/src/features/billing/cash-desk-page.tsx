import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useSearch } from '@tanstack/react-router';
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan, useCenter } from '../../lib/session';
import { DataTable } from '../../ui/data-table';
import { type TableColumn } from '../../ui/table-model';
import { EmptyState } from '../../ui/empty-state';
import { FilterSelect } from '../../ui/filter-select';
import { useListQuery } from '../../ui/list-query';
import { PageFrame } from '../../ui/page-frame';
import { useTableState } from '../../ui/table-state';
import { Code, DateText, Money, Name } from '../../ui/text';
import { invoiceKinds, invoicesQuery, type InvoiceSummary } from './api';
import { CashDeskTabs } from './cash-desk-tabs';
import { InvoiceStateChip } from './invoice-state-chip';
import { PaymentPanel } from './payment-panel';
import { invoicesSearch } from './search';

/** What customers of this centre still owe. */
export function CashDeskPage(): ReactNode {
  return <Invoices all={false} />;
}

/** Every invoice of this centre, paid ones and those of guarantors too. */
export function InvoicesPage(): ReactNode {
  return <Invoices all />;
}

function Invoices({ all }: { readonly all: boolean }): ReactNode {
  const { t } = useTranslation('billing');
  const center = useCenter();
  const state = useTableState();
  const { kind } = invoicesSearch(useSearch({ strict: false }));
  const query = useListQuery((page) => invoicesQuery({ ...state.search, kind, centerId: center?.id, all, ...page }));
  const [payingId, setPayingId] = useState<string | null>(null);
  const columns = useInvoiceColumns(setPayingId);
  const paying = query.data?.data.find(({ id }) => id === payingId);

  return (
    <PageFrame title={t('cashDesk.title')} tabs={<CashDeskTabs />}>
      <DataTable
        label={t(all ? 'cashDesk.all' : 'cashDesk.unpaid')}
        columns={columns}
        query={query}
        state={state}
        rowTo={invoiceAddress}
        searchLabel={t('cashDesk.search')}
        filters={
          all && (
            <FilterSelect
              label={t('cashDesk.kind')}
              value={kind}
              options={invoiceKinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
              onChoose={(chosen) => state.filter({ kind: chosen })}
            />
          )
        }
        empty={
          all ? (
            <EmptyState icon="receipt" title={t('cashDesk.none')} hint={t('cashDesk.noneHint')} />
          ) : (
            <EmptyState icon="cash" title={t('cashDesk.allPaid')} hint={t('cashDesk.allPaidHint')} />
          )
        }
      />
      {paying && <PaymentPanel invoice={paying} onClose={() => setPayingId(null)} />}
    </PageFrame>
  );
}

function invoiceAddress({ id }: InvoiceSummary): string {
  return `/invoices/${id}`;
}

function useInvoiceColumns(pay: (id: string) => void): readonly TableColumn<InvoiceSummary>[] {
  const { t } = useTranslation('billing');
  const mayTake = useCan()('payment.take');
  return useMemo(() => {
    const amount = (field: 'total' | 'due'): TableColumn<InvoiceSummary> => ({
      field,
      label: t(`amounts.${field}`),
      minWidth: 130,
      align: 'end',
      cell: (invoice) => <Money value={{ amount: invoice[field], currency: invoice.currency }} />,
    });
    const action: TableColumn<InvoiceSummary> = {
      field: 'action',
      acts: true,
      label: '',
      width: 140,
      align: 'end',
      cell: ({ id, due }) =>
        due > 0 && (
          <Button
            size="small"
            variant="outlined"
            onClick={(event) => {
              event.stopPropagation(); // the row opens the invoice
              pay(id);
            }}
          >
            {t('payment.take')}
          </Button>
        ),
    };
    return [
      { field: 'number', label: t('invoice.number'), minWidth: 200, cell: ({ number }) => <Code>{number}</Code> },
      {
        field: 'buyer',
        label: t('invoice.buyer'),
        flex: 2,
        minWidth: 130,
        cell: (invoice) => <Payer invoice={invoice} />,
      },
      {
        field: 'subject',
        label: t('cashDesk.subject'),
        flex: 2,
        minWidth: 150,
        cell: (invoice) => <Subject invoice={invoice} />,
      },
      {
        field: 'issuedOn',
        label: t('invoice.issuedOn'),
        minWidth: 105,
        cell: (row) => <DateText value={row.issuedOn} />,
      },
      {
        field: 'state',
        label: t('invoice.state'),
        minWidth: 140,
        cell: ({ state }) => <InvoiceStateChip state={state} />,
      },
      amount('total'),
      amount('due'),
      ...(mayTake ? [action] : []),
    ];
  }, [t, mayTake, pay]);
}

function Subject({ invoice }: { readonly invoice: InvoiceSummary }): ReactNode {
  const { t } = useTranslation('billing');
  if (invoice.order) return <Repaired order={invoice.order} />;
  return (
    invoice.contract && (
      <>
        <Code>{invoice.contract.number}</Code>
        <Typography component="span" variant="caption" color="textSecondary" sx={{ display: 'block' }}>
          {t('contract')}
        </Typography>
      </>
    )
  );
}

function Repaired({ order }: { readonly order: NonNullable<InvoiceSummary['order']> }): ReactNode {
  return (
    <>
      <Name value={order.brand} /> <Name value={order.product} />
      <Typography component="span" variant="caption" color="textSecondary" sx={{ display: 'block' }}>
        <Code>{order.number}</Code>
      </Typography>
    </>
  );
}

function Payer({ invoice }: { readonly invoice: InvoiceSummary }): ReactNode {
  const { t } = useTranslation('billing');
  if (invoice.customer) return <bdi>{invoice.customer.name}</bdi>;
  return invoice.payer && t(`payers.${invoice.payer}`);
}
