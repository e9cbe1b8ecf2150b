import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useForm, type UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { companyQuery, useMoney } from '../../lib/company';
import { useFormat } from '../../lib/format';
import { useCan, useCenter } from '../../lib/session';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { MoneyField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { notify } from '../../ui/notices';
import { RecordLink } from '../../ui/record-link';
import { Fact, Facts, Section } from '../../ui/section';
import { SidePanel } from '../../ui/side-panel';
import { StatusChip, type Tone } from '../../ui/status-chip';
import { Code, DateText, Money, Name } from '../../ui/text';
import { useBillInstalment, usePlanBilling, type Contract, type Instalment } from './api';
import { billingBody, BillingFields, type BillingValues, billingValues } from './billing-fields';

const tones = {
  planned: 'neutral',
  held: 'waiting',
  due: 'active',
  billed: 'good',
} as const satisfies Record<Instalment['state'], Tone>;

/** What of the price is billed when, and what was. */
export function ContractBilling({ contract }: { readonly contract: Contract }): ReactNode {
  const { t } = useTranslation('contracts');
  const money = useMoney();
  const [planning, setPlanning] = useState(false);
  const [asked, setAsked] = useState<Instalment | null>(null);
  const { billing, instalments } = contract;
  const mayPlan = contract.allowedActions.includes('plan-billing');
  return (
    <Section
      title={t('sections.billing')}
      actions={
        mayPlan && (
          <Button size="small" onClick={() => setPlanning(true)}>
            {t(billing ? 'billing.change' : 'billing.plan')}
          </Button>
        )
      }
    >
      {billing ? (
        <Facts>
          <Fact label={t('billing.every')}>
            {t(`billing.rhythms.${billing.every}`)} · {t(`billing.times.${billing.due}`)}
          </Fact>
          <Fact label={t('billing.center')}>
            <Name value={billing.center.name} />
          </Fact>
          {billing.billedElsewhere > 0 && (
            <Fact label={t('billing.elsewhere')}>
              <Money value={money(billing.billedElsewhere)} />
            </Fact>
          )}
        </Facts>
      ) : (
        <Typography variant="body2" color="textSecondary">
          {t('billing.none')}
        </Typography>
      )}
      {instalments.length > 0 && (
        <Instalments
          instalments={instalments}
          onBill={contract.allowedActions.includes('bill') ? setAsked : undefined}
        />
      )}
      {planning && <PlanPanel contract={contract} onClose={() => setPlanning(false)} />}
      {asked && <BillDialog contract={contract} instalment={asked} onClose={() => setAsked(null)} />}
    </Section>
  );
}

interface InstalmentsProps {
  readonly instalments: readonly Instalment[];
  readonly onBill: ((instalment: Instalment) => void) | undefined;
}

function Instalments({ instalments, onBill }: InstalmentsProps): ReactNode {
  const { t } = useTranslation('contracts');
  const format = useFormat();
  const money = useMoney();
  const mayOpen = useCan()('billing.read');
  const next = instalments.find(({ state }) => state === 'planned');
  return (
    <Box sx={{ mx: { xs: -1, sm: -2.5 }, mt: 2, mb: -1, overflowX: 'auto' }}>
      <Table size="small" aria-label={t('billing.instalments')} sx={{ '& td, & th': { px: { xs: 0.5, sm: 2.5 } } }}>
        <TableHead>
          <TableRow>
            <TableCell sx={{ display: { xs: 'none', sm: 'table-cell' } }}>{t('billing.number')}</TableCell>
            <TableCell>{t('billing.dueOn')}</TableCell>
            <TableCell align="right">{t('billing.amount')}</TableCell>
            <TableCell>{t('state')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {instalments.map((instalment) => {
            const { number, dueOn, amount, state, invoice } = instalment;
            return (
              <TableRow key={number}>
                <TableCell sx={{ display: { xs: 'none', sm: 'table-cell' } }}>{format.number(number)}</TableCell>
                <TableCell>
                  <DateText value={dueOn} />
                </TableCell>
                <TableCell align="right">
                  <Money value={money(amount)} />
                </TableCell>
                <TableCell>
                  <Stack direction="row" useFlexGap sx={{ columnGap: 1.5, flexWrap: 'wrap', alignItems: 'center' }}>
                    <StatusChip tone={tones[state]} label={t(`billing.states.${state}`)} />
                    {invoice &&
                      (mayOpen ? (
                        <RecordLink kind="invoice" id={invoice.id}>
                          <Code>{invoice.number}</Code>
                        </RecordLink>
                      ) : (
                        <Code>{invoice.number}</Code>
                      ))}
                    {onBill && instalment === next && (
                      <Button size="small" onClick={() => onBill(instalment)}>
                        {t('acts.bill')}
                      </Button>
                    )}
                  </Stack>
                </TableCell>
              </TableRow>
            );
          })}
        </TableBody>
      </Table>
    </Box>
  );
}

interface DialogProps {
  readonly contract: Contract;
  readonly onClose: () => void;
}

function BillDialog({ contract, instalment, onClose }: DialogProps & { readonly instalment: Instalment }): ReactNode {
  const { t } = useTranslation('contracts');
  const format = useFormat();
  const bill = useBillInstalment(contract, () => {
    notify({ text: t('billing.billed') });
    onClose();
  });
  return (
    <ConfirmDialog
      open
      title={t('billing.ask.title', { number: format.number(instalment.number) })}
      text={t('billing.ask.text', { day: format.date(instalment.dueOn) })}
      confirmLabel={t('acts.bill')}
      pending={bill.isPending}
      error={bill.error}
      onConfirm={() => bill.mutate(instalment.number)}
      onClose={onClose}
    />
  );
}

interface PlanValues {
  billing: BillingValues;
  billedElsewhere: number | null;
}

function PlanPanel({ contract, onClose }: DialogProps): ReactNode {
  const { t } = useTranslation('contracts');
  const format = useFormat();
  const currency = useQuery(companyQuery).data?.currency ?? 'IRR';
  const here = useCenter();
  const billing = billingValues(contract.billing, format);
  const form = useForm<PlanValues>({
    defaultValues: {
      billing: {
        ...billing,
        every: billing.every ?? 'month',
        center: billing.center ?? (here && { id: here.id, text: format.name(here.name) }),
      },
      billedElsewhere: contract.billing?.billedElsewhere ?? null,
    },
  });
  const plan = usePlanBilling(contract, () => {
    notify({ text: t('billing.planned') });
    onClose();
  });
  return (
    <SidePanel title={t('acts.plan-billing')} onClose={onClose}>
      <Form
        form={form}
        onSubmit={({ billedElsewhere, ...values }) => {
          const terms = billingBody(values.billing);
          if (terms) plan.mutate({ ...terms, billedElsewhere: billedElsewhere ?? 0 });
        }}
        error={plan.error}
        pending={plan.isPending}
        submitLabel={t('billing.submit')}
        onCancel={onClose}
      >
        <Alert severity="info">{t('billing.planHint')}</Alert>
        <BillingFields form={form as unknown as UseFormReturn<{ billing: BillingValues }>} />
        <MoneyField
          control={form.control}
          name="billedElsewhere"
          label={t('billing.elsewhere')}
          hint={t('billing.elsewhereHint')}
          currency={currency}
        />
      </Form>
    </SidePanel>
  );
}
