import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link as RouterLink } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMoney } from '../../lib/company';
import { useFormat } from '../../lib/format';
import { Can } from '../../ui/can';
import { Icon } from '../../ui/icon';
import { PagedList } from '../../ui/paged-list';
import { Fact, Facts } from '../../ui/section';
import { SidePanel } from '../../ui/side-panel';
import { Code, DateTimeText, Money, Name } from '../../ui/text';
import { AdjustStockForm } from './adjust-stock-form';
import { ledgerQuery, type StockBalance, type StockMovement } from './api';

interface LedgerPanelProps {
  readonly balance: StockBalance;
  readonly onClose: () => void;
}

/** One part in one location: its figures, every movement, and the correction by hand. */
export function LedgerPanel({ balance, onClose }: LedgerPanelProps): ReactNode {
  const { t } = useTranslation('inventory');
  const format = useFormat();
  const money = useMoney();
  const [correcting, setCorrecting] = useState(false);
  const { part, location } = balance;
  const ledger = useInfiniteQuery(ledgerQuery(location.id, part.id));

  return (
    <SidePanel title={format.name(part.name)} onClose={onClose}>
      <Stack spacing={2.5}>
        <Typography color="textSecondary">
          <Code>{part.sku}</Code> · <Name value={location.name} />
        </Typography>
        <Facts>
          <Fact label={t('figures.onHand')}>{format.number(balance.onHand)}</Fact>
          <Fact label={t('figures.reserved')}>{format.number(balance.reserved)}</Fact>
          <Fact label={t('figures.free')}>{format.number(balance.free)}</Fact>
          <Fact label={t('figures.short')}>{format.number(balance.short)}</Fact>
          <Fact label={t('figures.averageCost')}>
            <Money value={balance.averageCost === null ? null : money(balance.averageCost)} />
          </Fact>
          <Fact label={t('figures.value')}>
            <Money value={money(balance.value)} />
          </Fact>
        </Facts>
        {correcting ? (
          <AdjustStockForm balance={balance} onDone={() => setCorrecting(false)} />
        ) : (
          <Can do="inventory.manage">
            <Box>
              <Button variant="outlined" startIcon={<Icon name="edit" />} onClick={() => setCorrecting(true)}>
                {t('correction.open')}
              </Button>
            </Box>
          </Can>
        )}
        <Typography variant="h3" component="h3">
          {t('ledger.title')}
        </Typography>
      </Stack>
      <Box sx={{ mx: -2.5, mt: 1.5 }}>
        <PagedList
          label={t('ledger.title')}
          query={ledger}
          row={(movement) => <Movement movement={movement} />}
          empty={t('ledger.none')}
        />
      </Box>
    </SidePanel>
  );
}

function Movement({ movement }: { readonly movement: StockMovement }): ReactNode {
  const { t } = useTranslation('inventory');
  const format = useFormat();
  const money = useMoney();
  const { kind, quantity, onHandAfter, value, at, actorName, reason } = movement;
  return (
    <Stack direction="row" spacing={2} sx={{ justifyContent: 'space-between' }}>
      <Box sx={{ minWidth: 0 }}>
        <Typography variant="body2" sx={{ fontWeight: 600 }}>
          <Paper movement={movement}>{t(`kinds.${kind}`)}</Paper>
        </Typography>
        <Typography variant="caption" color="textSecondary" component="p">
          <DateTimeText value={at} /> · {actorName}
        </Typography>
        {reason && <Typography variant="body2">{reason}</Typography>}
      </Box>
      <Box sx={{ textAlign: 'end', flexShrink: 0 }}>
        <Typography
          variant="body2"
          sx={{
            fontWeight: 650,
            color: quantity < 0 ? 'text.primary' : 'success.main',
          }}
        >
          {format.number(quantity, { signDisplay: 'always' })}
        </Typography>
        <Typography variant="caption" color="textSecondary" component="p">
          {t('ledger.after', { count: onHandAfter })}
        </Typography>
        <Typography variant="caption" color="textSecondary" component="p">
          <Money value={money(Math.abs(value))} />
        </Typography>
      </Box>
    </Stack>
  );
}

const paperAddresses: Record<StockMovement['documentType'], ((id: string) => string) | null> = {
  'goods-receipt': (id) => `/goods-receipts/${id}`,
  requisition: (id) => `/requisitions/${id}`,
  exchange: null, // the swap is told in the history of the device
  adjustment: null, // a correction is its own paper
};

function Paper({ movement, children }: { readonly movement: StockMovement; readonly children: ReactNode }): ReactNode {
  const address = paperAddresses[movement.documentType];
  if (!address) return children;
  return (
    <Link component={RouterLink} to={address(movement.documentId)} color="textPrimary">
      {children}
    </Link>
  );
}
