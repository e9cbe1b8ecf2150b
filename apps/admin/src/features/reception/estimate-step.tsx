import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useController, useFormContext } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useMoney } from '../../lib/company';
import { useFormat } from '../../lib/format';
import { Icon } from '../../ui/icon';
import { Code, Money, Name } from '../../ui/text';
import { partsQuery, serviceItemsQuery } from './api';
import { FindField } from './find-field';
import type { EstimateLine, Intake, Picked } from './intake';

interface Offer extends Picked {
  readonly kind: EstimateLine['kind'];
  readonly code: string;
  readonly price: number;
}

/** Work and parts agreed on at the counter, at list price; who pays is decided by the server when they are saved. */
export function EstimateStep({ index }: { readonly index: number }): ReactNode {
  const { t } = useTranslation('reception');
  const { control } = useFormContext<Intake>();
  const { field } = useController({ control, name: `items.${index}.lines` });
  const [open, setOpen] = useState(field.value.length > 0);
  const lines = field.value;

  if (!open)
    return (
      <Box>
        <Button size="small" startIcon={<Icon name="plus" />} onClick={() => setOpen(true)}>
          {t('estimate.open')}
        </Button>
      </Box>
    );
  return (
    <Stack spacing={1.5}>
      <Typography variant="subtitle2" component="h3">
        {t('estimate.title')}
      </Typography>
      {lines.length > 0 && (
        <Lines
          lines={lines}
          onCount={(at, quantity) =>
            field.onChange(
              lines.flatMap((line, each) => {
                if (each !== at) return line;
                return quantity > 0 ? { ...line, quantity } : [];
              }),
            )
          }
        />
      )}
      <OfferField onPick={(line) => field.onChange([...lines, line])} />
    </Stack>
  );
}

function OfferField({ onPick }: { readonly onPick: (line: EstimateLine) => void }): ReactNode {
  const { t } = useTranslation('reception');
  const format = useFormat();
  const [q, setQ] = useState('');
  const [picks, setPicks] = useState(0);
  const works = useQuery(serviceItemsQuery(q));
  const parts = useQuery(partsQuery(q));
  const money = useMoney();
  const offers: readonly Offer[] = [
    ...(works.data?.data ?? []).map(({ id, name, code, price }) => ({
      kind: 'service' as const,
      id,
      name,
      code,
      price,
    })),
    ...(parts.data?.data ?? []).map(({ id, name, sku, listPrice }) => ({
      kind: 'part' as const,
      id,
      name,
      code: sku,
      price: listPrice,
    })),
  ];
  return (
    <FindField<Offer>
      key={picks} // empty again after each pick, for the next one
      autoFocus
      label={t('estimate.add')}
      hint={t('estimate.hint')}
      value={null}
      stay
      textOf={({ name }) => format.name(name)}
      renderRow={({ kind, name, code, price }) => (
        <Stack direction="row" sx={{ width: 1, alignItems: 'center', columnGap: 1.5 }}>
          <Icon name={kind === 'part' ? 'box' : 'wrench'} sx={{ color: 'text.secondary' }} />
          <Box sx={{ flex: 1 }}>
            <Name value={name} />{' '}
            <Typography variant="caption" color="textSecondary" component="span">
              <Code>{code}</Code>
            </Typography>
          </Box>
          <Money value={money(price)} />
        </Stack>
      )}
      onSearch={setQ}
      found={{ q, items: offers, isFetching: works.isFetching || parts.isFetching }}
      onPick={(offer) => {
        if (!offer) return;
        const { kind, id, name, price } = offer;
        onPick({ kind, item: { id, name }, price, quantity: 1 });
        setPicks(picks + 1);
      }}
    />
  );
}

interface LinesProps {
  readonly lines: readonly EstimateLine[];
  readonly onCount: (at: number, quantity: number) => void;
}

function Lines({ lines, onCount }: LinesProps): ReactNode {
  const { t } = useTranslation('reception');
  const format = useFormat();
  const money = useMoney();
  const total = lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
  return (
    <Box data-enter-skip>
      {lines.map(({ kind, item, price, quantity }, at) => (
        <Stack
          key={`${item.id} ${at}`}
          direction="row"
          spacing={1}
          sx={{ alignItems: 'center', borderBottom: 1, borderColor: 'divider', py: 0.5 }}
        >
          <Icon name={kind === 'part' ? 'box' : 'wrench'} sx={{ color: 'text.secondary' }} />
          <Box sx={{ flex: 1, minWidth: 0 }}>
            <Name value={item.name} />
          </Box>
          <IconButton size="small" aria-label={t('estimate.fewer')} onClick={() => onCount(at, quantity - 1)}>
            <Icon name="minus" />
          </IconButton>
          <span>{format.number(quantity)}</span>
          <IconButton size="small" aria-label={t('estimate.more')} onClick={() => onCount(at, quantity + 1)}>
            <Icon name="plus" />
          </IconButton>
          <Box sx={{ minWidth: 130, textAlign: 'end' }}>
            <Money value={money(price * quantity)} />
          </Box>
        </Stack>
      ))}
      <Stack direction="row" sx={{ justifyContent: 'space-between', pt: 1, fontWeight: 600 }}>
        <span>{t('estimate.listTotal')}</span>
        <Money value={money(total)} />
      </Stack>
    </Box>
  );
}
