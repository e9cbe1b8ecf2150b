import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import Stack from '@mui/material/Stack';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMoney } from '../../lib/company';
import { useHotkey } from '../../lib/hotkeys';
import { languages, prefer, papers, usePreferences, type Language } from '../../lib/preferences';
import { useCan } from '../../lib/session';
import { Icon } from '../../ui/icon';
import { PageFrame } from '../../ui/page-frame';
import { PrintSheet } from '../../ui/print-sheet';
import { RecordLink } from '../../ui/record-link';
import { RepairStateChip } from '../../ui/repair-state-chip';
import { Fact } from '../../ui/section';
import { VerdictPanel } from '../../ui/verdict-panel';
import { Code, DateText, DateTimeText, Money, Name } from '../../ui/text';
import { receivedOrderQuery, receptionQuery, type ReceivedDevice, type Reception } from './api';
import { ReceiptPaper } from './receipt-paper';
import { Progress } from './receptions-columns';

/** A receipt: what was taken in and where it stands, and the paper the customer takes home. */
export function ReceiptPage(): ReactNode {
  const { t } = useTranslation('reception');
  const { id } = useParams({ strict: false });
  const query = useQuery(receptionQuery(id ?? ''));
  const reception = query.data;
  return (
    <PageFrame
      title={reception ? t('receipt.title', { number: reception.number }) : t('receipt.untitled')}
      trail={[{ to: '/reception', label: t('navigation.label') }]}
      query={query}
      {...(reception && {
        subtitle: <DateTimeText value={reception.receivedAt} style="long" />,
        status: (
          <Progress
            devices={reception.items.length}
            delivered={reception.items.filter(({ handedOverAt }) => handedOverAt !== null).length}
            t={t}
          />
        ),
      })}
      actions={<PrintButton disabled={!reception} />}
    >
      {reception && <Receipt reception={reception} />}
    </PageFrame>
  );
}

function PrintButton({ disabled }: { readonly disabled: boolean }): ReactNode {
  const { t } = useTranslation('reception');
  const button = useRef<HTMLButtonElement>(null);
  useHotkey('KeyP', () => !disabled && window.print());
  useEffect(() => {
    if (!disabled) button.current?.focus(); // after an intake the next key prints
  }, [disabled]);
  return (
    <Button
      ref={button}
      variant="contained"
      startIcon={<Icon name="printer" />}
      disabled={disabled}
      aria-keyshortcuts="P"
      onClick={() => window.print()}
    >
      {t('receipt.print')}
    </Button>
  );
}

function Receipt({ reception }: { readonly reception: Reception }): ReactNode {
  const { t } = useTranslation('reception');
  const [language, setLanguage] = useState<Language>(reception.customer.locale);
  const { receiptPaper: paper } = usePreferences();
  const sheet = <ReceiptPaper reception={reception} language={language} paper={paper} />;

  return (
    <Box sx={{ display: 'grid', gap: 3, alignItems: 'start', gridTemplateColumns: { lg: 'minmax(0, 1fr) auto' } }}>
      <Stack spacing={2}>
        {reception.items.map((item) => (
          <Device key={item.orderId} item={item} />
        ))}
      </Stack>
      <Stack spacing={1.5} sx={{ minWidth: 0 }}>
        <Stack direction="row" useFlexGap spacing={1.5} sx={{ flexWrap: 'wrap' }}>
          <Switch
            label={t('receipt.paper')}
            values={papers}
            value={paper}
            onChoose={(receiptPaper) => prefer({ receiptPaper })}
            text={(value) => t(`papers.${value}`)}
          />
          <Switch
            label={t('receipt.language')}
            values={languages}
            value={language}
            onChoose={setLanguage}
            text={(value) => t(`languages.${value}`)}
          />
        </Stack>
        <Box sx={{ overflowX: 'auto', pb: 1 }}>{sheet}</Box>
      </Stack>
      <PrintSheet paper={paper}>{sheet}</PrintSheet>
    </Box>
  );
}

interface SwitchProps<Value extends string> {
  readonly label: string;
  readonly values: readonly Value[];
  readonly value: Value;
  readonly onChoose: (value: Value) => void;
  readonly text: (value: Value) => string;
}

function Switch<Value extends string>({ label, values, value, onChoose, text }: SwitchProps<Value>): ReactNode {
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      color="primary"
      aria-label={label}
      value={value}
      onChange={(_, chosen: Value | null) => chosen && onChoose(chosen)}
    >
      {values.map((each) => (
        <ToggleButton key={each} value={each}>
          {text(each)}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

/** Where a device of the receipt stands now. */
function Device({ item }: { readonly item: ReceivedDevice }): ReactNode {
  const { t } = useTranslation('reception');
  const canReadOrder = useCan()('repair.read');
  const money = useMoney();
  const { data: order } = useQuery({ ...receivedOrderQuery(item.orderId), enabled: canReadOrder });
  return (
    <Card sx={{ p: 2.5 }}>
      <Stack direction="row" sx={{ alignItems: 'center', flexWrap: 'wrap', columnGap: 1.5, rowGap: 0.5 }}>
        <Typography variant="h3" component="h2">
          <Name value={item.device.brand} /> <Name value={item.device.product} />
        </Typography>
        <RepairStateChip state={item.state} />
      </Stack>
      <Typography variant="body2" color="textSecondary" component="p">
        <RecordLink kind="repair-order" id={item.orderId}>
          <Code>{item.orderNumber}</Code>
        </RecordLink>
        {item.device.serial !== null && (
          <>
            {' · '}
            <Code>{item.device.serial}</Code>
          </>
        )}
      </Typography>
      <Typography sx={{ my: 1.5, whiteSpace: 'pre-line' }}>{item.declaredFault}</Typography>
      {order?.coverage && <VerdictPanel verdict={order.coverage} />}
      <Stack component="dl" spacing={0.5} sx={{ m: 0, mt: 1.5 }}>
        {order && order.money.list > 0 && (
          <Fact label={t('receipt.estimate')}>
            <Money value={money(order.money.list)} /> · {t('receipt.covered')}{' '}
            <Money value={money(order.money.covered)} /> · {t('receipt.charged')}{' '}
            <Money value={money(order.money.charged)} />
          </Fact>
        )}
        {item.handedOverAt === null ? (
          <Fact label={t('fault.promisedOn')}>
            <DateText value={item.promisedOn} style="long" />
          </Fact>
        ) : (
          <Fact label={t('receipt.handedOver')}>
            <DateTimeText value={item.handedOverAt} /> · <bdi>{item.collectedBy}</bdi>
          </Fact>
        )}
      </Stack>
    </Card>
  );
}
