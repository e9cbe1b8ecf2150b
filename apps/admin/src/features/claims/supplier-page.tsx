import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { today, useFormat } from '../../lib/format';
import { Can } from '../../ui/can';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { lastDayBefore } from '../../ui/coverage-text';
import { Form } from '../../ui/form';
import { Icon } from '../../ui/icon';
import { notify } from '../../ui/notices';
import { PageFrame } from '../../ui/page-frame';
import { Fact, Facts, Section } from '../../ui/section';
import { SidePanel } from '../../ui/side-panel';
import { Code, DateText } from '../../ui/text';
import { AgreementPanel } from './agreement-panel';
import { supplierQuery, useChangeSupplier, type Agreement, type Supplier } from './api';
import { useMoneyText } from './money-text';
import { supplierBody, SupplierFields, type SupplierValues } from './suppliers-page';

/** One supplier and every version of what it owes. */
export function SupplierPage(): ReactNode {
  const { t } = useTranslation('claims');
  const format = useFormat();
  const { id = '' } = useParams({ strict: false });
  const query = useQuery(supplierQuery(id));
  const supplier = query.data;
  const [open, setOpen] = useState<'change' | 'agree' | null>(null);
  const close = (): void => setOpen(null);
  return (
    <PageFrame
      title={supplier ? format.name(supplier.name) : t('supplier')}
      trail={[{ to: '/claims/suppliers', label: t('tabs.suppliers') }]}
      query={query}
      actions={
        <Can do="claim.terms">
          {supplier && <Retirement supplier={supplier} />}
          <Button onClick={() => setOpen('change')}>{t('suppliers.change')}</Button>
          <Button
            variant="contained"
            startIcon={<Icon name="plus" />}
            disabled={supplier?.retiredOn !== null}
            onClick={() => setOpen('agree')}
          >
            {t('agreements.add')}
          </Button>
        </Can>
      }
    >
      {supplier && (
        <Stack spacing={2.5}>
          <Section title={t('supplier')}>
            <Facts>
              <Fact label={t('suppliers.code')}>
                <Code>{supplier.code}</Code>
              </Fact>
              {supplier.retiredOn && (
                <Fact label={t('suppliers.retiredOn')}>
                  <DateText value={supplier.retiredOn} />
                </Fact>
              )}
              <Fact label={t('suppliers.kind')}>{t(`suppliers.kinds.${supplier.kind}`)}</Fact>
              {supplier.email && (
                <Fact label={t('suppliers.email')}>
                  <Code>{supplier.email}</Code>
                </Fact>
              )}
              {supplier.phone && (
                <Fact label={t('suppliers.phone')}>
                  <Code>{format.digits(supplier.phone)}</Code>
                </Fact>
              )}
            </Facts>
          </Section>
          <Section title={t('agreements.title')} flush={supplier.agreements.length > 0}>
            {supplier.agreements.length === 0 && (
              <Typography variant="body2" color="textSecondary">
                {t('agreements.empty')}
              </Typography>
            )}
            {supplier.agreements.map((agreement) => (
              <AgreementRow key={agreement.id} agreement={agreement} />
            ))}
          </Section>
          {open === 'change' && <ChangeSupplier supplier={supplier} onClose={close} />}
          {open === 'agree' && <AgreementPanel supplier={supplier} onClose={close} />}
        </Stack>
      )}
    </PageFrame>
  );
}

function AgreementRow({ agreement }: { readonly agreement: Agreement }): ReactNode {
  const { t } = useTranslation('claims');
  const { t: ui } = useTranslation('ui');
  const format = useFormat();
  const moneyText = useMoneyText();
  const { brand, productGroup, product, part, terms, validFrom, validTo } = agreement;
  const scope = [brand, productGroup, product, part].flatMap((each) => (each ? [format.name(each.name)] : []));
  const { claimLimit, core } = terms;
  return (
    <Box sx={{ px: 2.5, py: 1.5, borderTop: 1, borderColor: 'divider', opacity: validTo === null ? 1 : 0.7 }}>
      <Stack direction="row" useFlexGap sx={{ columnGap: 1.5, flexWrap: 'wrap', alignItems: 'baseline' }}>
        <Typography sx={{ fontWeight: 600 }}>
          <bdi>{scope.length > 0 ? scope.join(' · ') : t('agreements.everything')}</bdi>
        </Typography>
        <Typography variant="body2" color="textSecondary">
          {t('agreements.version', { number: agreement.number })} · {t('agreements.validFrom')}{' '}
          <DateText value={validFrom} />
          {validTo && (
            <>
              {' '}
              {t('agreements.validTo')} <DateText value={lastDayBefore(validTo)} />
            </>
          )}
        </Typography>
      </Stack>
      <Typography variant="body2">
        {terms.cover.length === 0
          ? t('agreements.nothing')
          : [
              t('agreements.sum', {
                months: format.number(terms.months),
                start: t(`agreements.starts.${terms.startBasis}`),
              }),
              ...terms.cover.map(
                (line) => `${ui(`coverage.classes.${line.class}`)} ${format.percent(line.percent / 100)}`,
              ),
              t('agreements.claimIn', { days: format.number(terms.claimWithinDays) }),
              ...(core ? [t('agreements.coreIn', { days: format.number(core.withinDays) })] : []),
              ...(claimLimit === undefined ? [] : [t('agreements.limit', { amount: moneyText(claimLimit) })]),
            ].join(' · ')}
      </Typography>
    </Box>
  );
}

interface PanelProps {
  readonly supplier: Supplier;
  readonly onClose: () => void;
}

/** From today on nothing new is agreed with the supplier, or again. */
function Retirement({ supplier }: { readonly supplier: Supplier }): ReactNode {
  const { t } = useTranslation('claims');
  const [asked, setAsked] = useState(false);
  const retired = supplier.retiredOn !== null;
  const change = useChangeSupplier(supplier, () => {
    notify({ text: t(retired ? 'suppliers.broughtBack' : 'suppliers.retired') });
    setAsked(false);
  });
  if (retired)
    return (
      <Button loading={change.isPending} onClick={() => change.mutate({ retiredOn: null })}>
        {t('suppliers.bringBack')}
      </Button>
    );
  return (
    <>
      <Button color="error" onClick={() => setAsked(true)}>
        {t('suppliers.retire')}
      </Button>
      {asked && (
        <ConfirmDialog
          open
          title={t('suppliers.retireAsk')}
          text={t('suppliers.retireText')}
          confirmLabel={t('suppliers.retire')}
          pending={change.isPending}
          error={change.error}
          onConfirm={() => change.mutate({ retiredOn: today() })}
          onClose={() => setAsked(false)}
        />
      )}
    </>
  );
}

function ChangeSupplier({ supplier, onClose }: PanelProps): ReactNode {
  const { t } = useTranslation('claims');
  const { code, name, kind, email, phone } = supplier;
  const form = useForm<SupplierValues>({
    defaultValues: { code, fa: name.fa ?? '', en: name.en ?? '', kind, email: email ?? '', phone: phone ?? '' },
  });
  const change = useChangeSupplier(supplier, () => {
    notify({ text: t('suppliers.added') });
    onClose();
  });
  return (
    <SidePanel title={t('suppliers.change')} onClose={onClose}>
      <Form
        form={form}
        onSubmit={(values) => change.mutate(supplierBody(values))}
        error={change.error}
        pending={change.isPending}
        submitLabel={t('suppliers.save')}
        onCancel={onClose}
      >
        <SupplierFields control={form.control} />
      </Form>
    </SidePanel>
  );
}
