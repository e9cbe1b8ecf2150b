import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { Link as RouterLink } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { orNull } from '../../lib/values';
import { Can } from '../../ui/can';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { lastDayBefore } from '../../ui/coverage-text';
import { DateField } from '../../ui/date-field';
import { EmptyState } from '../../ui/empty-state';
import { TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { notify } from '../../ui/notices';
import { ErrorState, LoadingState } from '../../ui/page-frame';
import { PickerField, type PickerOption } from '../../ui/picker-field';
import { Fact, Facts } from '../../ui/section';
import { SidePanel } from '../../ui/side-panel';
import { Code, DateText, DateTimeText, Name } from '../../ui/text';
import { useProductSource } from '../catalog/sources';
import { RegistrationChip } from '../devices/registration-chip';
import { printedCardQuery, useActivateCard, useCardAct, type Card, type CardAct } from './api';

/** One card, by its number: how it stands and what can be done with it. */
export function CardPanel({ cardNo, onClose }: { readonly cardNo: string; readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('warranty');
  const query = useQuery(printedCardQuery(cardNo));
  return (
    <SidePanel title={t('desk.card')} onClose={onClose}>
      {query.isPending && <LoadingState />}
      {query.error && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data === null && (
        <EmptyState icon="shield" title={t('desk.unknown', { cardNo })} hint={t('desk.unknownHint')} />
      )}
      {query.data && <CardView card={query.data} />}
    </SidePanel>
  );
}

function CardView({ card }: { readonly card: Card }): ReactNode {
  const { t } = useTranslation('warranty');
  const { allowedActions, deviceId, endsOn } = card;
  const acts = (['suspend', 'resume', 'void'] as const).filter((act) => allowedActions.includes(act));
  return (
    <Stack spacing={3}>
      <Stack direction="row" spacing={1.5} sx={{ alignItems: 'center' }}>
        <Typography variant="h3" component="p">
          <Code>{card.cardNo}</Code>
        </Typography>
        <RegistrationChip state={card.state} />
      </Stack>
      {card.stateReason && <Typography color="textSecondary">{card.stateReason}</Typography>}
      <Facts>
        <Fact label={t('policy')}>
          <Name value={card.policy.name} />
        </Fact>
        <Fact label={t('scopes.product')}>
          {card.product ? <Name value={card.product.name} /> : t('desk.anyProduct')}
        </Fact>
        <Fact label={t('desk.serial')}>{card.serial && <Code>{card.serial}</Code>}</Fact>
        <Fact label={t('desk.issuedOn')}>
          <DateText value={card.issuedOn} />
        </Fact>
        <Fact label={t('desk.activatedAt')}>
          {card.activatedAt && (
            <>
              <DateTimeText value={card.activatedAt} />
              {card.activatedBy && ` · ${t(`desk.channels.${card.activatedBy}`)}`}
            </>
          )}
        </Fact>
        <Fact label={t('lastDay')}>
          <DateText value={endsOn && lastDayBefore(endsOn)} />
        </Fact>
        <Fact label={t('batches.batch')}>
          <Link component={RouterLink} to={`/warranty/card-batches/${card.batch.id}`}>
            <Code>{card.batch.number}</Code>
          </Link>
        </Fact>
        {deviceId && (
          <Fact label={t('desk.device')}>
            <Link component={RouterLink} to={`/devices/${deviceId}`}>
              {t('desk.openDevice')}
            </Link>
          </Fact>
        )}
      </Facts>
      {allowedActions.includes('activate') && (
        <Can do="warranty.register">
          <ActivateForm card={card} />
        </Can>
      )}
      {acts.length > 0 && (
        <Can do="warranty.manage">
          <Stack direction="row" spacing={1.5}>
            {acts.map((act) => (
              <ActButton key={act} card={card} act={act} />
            ))}
          </Stack>
        </Can>
      )}
    </Stack>
  );
}

interface ActivateValues {
  serial: string;
  productId: PickerOption | null;
  soldOn: string | null;
  mobile: string;
}

function ActivateForm({ card }: { readonly card: Card }): ReactNode {
  const { t } = useTranslation('warranty');
  const form = useForm<ActivateValues>({
    defaultValues: { serial: card.serial ?? '', productId: null, soldOn: card.soldOn, mobile: '' },
  });
  const { control } = form;
  const products = useProductSource();
  const activate = useActivateCard(() => notify({ text: t('desk.activated') }));
  return (
    <Form
      form={form}
      onSubmit={({ serial, productId, soldOn, mobile }) =>
        activate.mutate({
          cardNo: card.cardNo,
          serial,
          ...(productId && { productId: productId.id }),
          ...(soldOn && { soldOn }),
          ...(orNull(mobile) && { mobile }),
        })
      }
      error={activate.error}
      pending={activate.isPending}
      submitLabel={t('desk.activate')}
    >
      <TextField
        control={control}
        name="serial"
        label={t('desk.serial')}
        code
        required
        disabled={card.serial !== null}
        autoFocus={card.serial === null}
        maxLength={60}
      />
      {card.product === null && (
        <PickerField
          control={control}
          name="productId"
          label={t('scopes.product')}
          hint={t('desk.productHint')}
          source={products}
        />
      )}
      <DateField control={control} name="soldOn" label={t('desk.soldOn')} />
      <TextField
        control={control}
        name="mobile"
        label={t('desk.mobile')}
        hint={t('desk.mobileHint')}
        type="tel"
        code
        maxLength={30}
      />
    </Form>
  );
}

function ActButton({ card, act }: { readonly card: Card; readonly act: CardAct }): ReactNode {
  const { t } = useTranslation('warranty');
  const [asking, setAsking] = useState(false);
  const close = (): void => setAsking(false);
  const command = useCardAct(card, act, close);
  return (
    <>
      <Button color={act === 'void' ? 'error' : 'primary'} variant="outlined" onClick={() => setAsking(true)}>
        {t(`desk.acts.${act}.act`)}
      </Button>
      {asking && (
        <ConfirmDialog
          open
          title={t(`desk.acts.${act}.title`)}
          text={t(`desk.acts.${act}.text`)}
          confirmLabel={t(`desk.acts.${act}.act`)}
          reason="required"
          danger={act === 'void'}
          pending={command.isPending}
          error={command.error}
          onConfirm={(reason) => command.mutate(reason)}
          onClose={close}
        />
      )}
    </>
  );
}
