import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import IconButton from '@mui/material/IconButton';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useFieldArray, useForm, useWatch, type UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { companyQuery, useMoney } from '../../lib/company';
import { useFormat } from '../../lib/format';
import { toProblem } from '../../lib/problem';
import { useScanner } from '../../lib/scanner';
import { useCenter } from '../../lib/session';
import { orNull } from '../../lib/values';
import { MoneyField, NumberField, SelectField, TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { Icon } from '../../ui/icon';
import { notify } from '../../ui/notices';
import { EmptyState } from '../../ui/empty-state';
import { PageFrame } from '../../ui/page-frame';
import { Picker, type PickerOption } from '../../ui/picker-field';
import { textOf } from '../../ui/problem-alert';
import { Code, Money } from '../../ui/text';
import { findParts, locationsQuery, useReceiveGoods, type StockLocation } from './api';

const MOST_PIECES = 1_000_000;

interface ReceiptValues {
  supplier: string;
  documentNo: string;
  locationId: string | null;
  lines: { partId: string; sku: string; name: string; quantity: number | null; unitCost: number | null }[];
}

/** Goods come in: who sent them, on which paper, where they go, and piece by piece what they cost. */
export function ReceiveGoodsPage(): ReactNode {
  const { t } = useTranslation('inventory');
  const center = useCenter();
  const query = useQuery(locationsQuery(center?.id));
  const locations = query.data?.data ?? [];
  return (
    <PageFrame title={t('receipts.add')} trail={[{ to: '/goods-receipts', label: t('receipts.title') }]} query={query}>
      {center && locations.length > 0 ? (
        <ReceiveGoodsForm centerId={center.id} locations={locations} />
      ) : (
        <Card>
          <EmptyState icon="building" title={t('receive.noLocation')} hint={t('receive.noLocationHint')} />
        </Card>
      )}
    </PageFrame>
  );
}

interface ReceiveGoodsFormProps {
  readonly centerId: string;
  readonly locations: readonly StockLocation[];
}

function ReceiveGoodsForm({ centerId, locations }: ReceiveGoodsFormProps): ReactNode {
  const { t } = useTranslation('inventory');
  const format = useFormat();
  const navigate = useNavigate();
  const branch = locations.find(({ kind }) => kind === 'branch') ?? locations[0];
  const form = useForm<ReceiptValues>({
    defaultValues: { supplier: '', documentNo: '', locationId: branch?.id ?? null, lines: [] },
  });
  const receive = useReceiveGoods((receipt) => {
    notify({ text: t('receive.done', { number: receipt.number }) });
    void navigate({ to: '/goods-receipts/$id', params: { id: receipt.id } });
  });

  return (
    <Form
      form={form}
      error={receive.error}
      pending={receive.isPending}
      submitLabel={t('receive.submit')}
      onCancel={() => void navigate({ to: '/goods-receipts' })}
      onSubmit={({ supplier, documentNo, locationId, lines }) => {
        if (lines.length === 0) return form.setError('root', { message: t('receive.noLines') });
        receive.mutate({
          centerId,
          locationId: locationId ?? '',
          supplier: supplier.trim(),
          documentNo: orNull(documentNo),
          lines: lines.map(({ partId, quantity, unitCost }) => ({
            partId,
            quantity: quantity ?? 0,
            unitCost: unitCost ?? 0,
          })),
        });
      }}
    >
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', md: '2fr 1fr 1fr' } }}>
        <TextField
          control={form.control}
          name="supplier"
          label={t('receipt.supplier')}
          maxLength={200}
          required
          autoFocus
        />
        <TextField control={form.control} name="documentNo" label={t('receipt.documentNo')} maxLength={200} code />
        <SelectField
          control={form.control}
          name="locationId"
          label={t('location')}
          options={locations.map(({ id, name }) => ({ value: id, label: format.name(name) }))}
          required
        />
      </Box>
      <ReceivedLines form={form} />
    </Form>
  );
}

function ReceivedLines({ form }: { readonly form: UseFormReturn<ReceiptValues> }): ReactNode {
  const { t } = useTranslation('inventory');
  const money = useMoney();
  const currency = useQuery(companyQuery).data?.currency ?? 'IRR';
  const { control } = form;
  const { fields, append, remove } = useFieldArray({ control, name: 'lines' });
  const lines = useWatch({ control, name: 'lines' });
  const total = lines.reduce((sum, { quantity, unitCost }) => sum + (quantity ?? 0) * (unitCost ?? 0), 0);
  const picker = useRef<HTMLDivElement>(null);
  const [picks, setPicks] = useState(0); // a new picker for each part, so that the next one starts empty
  const source = usePartSource();
  const noLines = form.formState.errors.root?.message;

  function add(part: PickerOption, pieces: number): void {
    form.clearErrors('root');
    setPicks((count) => count + 1);
    const index = form.getValues('lines').findIndex(({ partId }) => partId === part.id);
    if (index === -1) {
      const line = { partId: part.id, sku: part.code ?? '', name: part.text, quantity: 1, unitCost: null };
      append(line, { focusName: `lines.${lines.length}.quantity` });
    } else {
      form.setValue(`lines.${index}.quantity`, (form.getValues(`lines.${index}.quantity`) ?? 0) + pieces);
      form.setFocus(`lines.${index}.quantity`);
    }
  }
  useScanner((code) => void addScanned(code));
  async function addScanned(code: string): Promise<void> {
    try {
      const part = (await source.find(code)).find((each) => each.code?.toLowerCase() === code.toLowerCase());
      if (part) add(part, 1);
      else notify({ text: t('receive.unknownCode', { code }) });
    } catch (error) {
      notify({ text: textOf(toProblem(error)) });
    }
  }
  /** Enter in a line goes on to the next part; only Ctrl+Enter and the button send. */
  function onLineKey(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    picker.current?.querySelector('input')?.focus();
  }

  return (
    <Card component="section" aria-label={t('receipt.lines')}>
      {fields.map((field, index) => (
        <Box
          key={field.id}
          onKeyDown={onLineKey}
          sx={{
            display: 'grid',
            gap: 1.5,
            alignItems: 'start',
            gridTemplateColumns: { xs: '88px minmax(0, 1fr) auto', md: 'minmax(0, 1fr) 120px 220px 160px auto' },
            px: 2.5,
            py: 1.5,
            borderBottom: 1,
            borderColor: 'divider',
          }}
        >
          <Box sx={{ gridColumn: { xs: '1 / -1', md: 'auto' }, minWidth: 0 }}>
            <Typography variant="body2" sx={{ fontWeight: 600 }}>
              <bdi>{field.name}</bdi>
            </Typography>
            <Typography variant="caption" color="textSecondary">
              <Code>{field.sku}</Code>
            </Typography>
          </Box>
          <NumberField
            control={control}
            name={`lines.${index}.quantity`}
            label={t('receipt.quantity')}
            min={1}
            max={MOST_PIECES}
            required
          />
          <MoneyField
            control={control}
            name={`lines.${index}.unitCost`}
            label={t('receipt.unitCost')}
            currency={currency}
            required
          />
          <Typography
            variant="body2"
            sx={{ display: { xs: 'none', md: 'block' }, textAlign: 'end', lineHeight: '40px', whiteSpace: 'nowrap' }}
          >
            <Money value={money((lines[index]?.quantity ?? 0) * (lines[index]?.unitCost ?? 0))} />
          </Typography>
          <IconButton onClick={() => remove(index)} aria-label={t('receive.remove', { part: field.name })}>
            <Icon name="close" />
          </IconButton>
        </Box>
      ))}
      <Stack
        direction={{ xs: 'column', md: 'row' }}
        spacing={2}
        sx={{ px: 2.5, py: 2, alignItems: { md: 'center' }, justifyContent: 'space-between' }}
      >
        <Box ref={picker} data-scan-open sx={{ flex: 1, maxWidth: { md: 480 } }}>
          <Picker
            key={picks}
            label={t('receive.addPart')}
            value={null}
            source={source}
            onChange={(part) => part && add(part, 0)}
            error={noLines !== undefined}
            helperText={noLines ?? t('receive.addHint')}
          />
        </Box>
        <Typography>
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {t('receipt.total')}
          </Box>{' '}
          <Box component="span" sx={{ fontWeight: 650 }}>
            <Money value={money(total)} />
          </Box>
        </Typography>
      </Stack>
    </Card>
  );
}

/** Parts by stock number or name, with the price they are sold at. */
function usePartSource() {
  const format = useFormat();
  const money = useMoney();
  return useMemo(
    () => ({
      queryKey: ['inventory', 'parts'],
      find: async (q: string, signal?: AbortSignal): Promise<readonly PickerOption[]> => {
        const parts = await findParts(q, signal);
        return parts.map(({ id, sku, name, listPrice }) => ({
          id,
          code: sku,
          text: format.name(name),
          hint: <Money value={money(listPrice)} />,
        }));
      },
    }),
    [format, money],
  );
}
