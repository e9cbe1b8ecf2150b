import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import Stack from '@mui/material/Stack';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMoney } from '../../lib/company';
import { today, useFormat } from '../../lib/format';
import { useCenter } from '../../lib/session';
import { dayAfter } from '../../ui/coverage-text';
import { DayFilter } from '../../ui/day-filter';
import { EmptyState } from '../../ui/empty-state';
import { PageFrame } from '../../ui/page-frame';
import { Money, Name } from '../../ui/text';
import { recoveryQuery, type Recovery } from './api';
import { ClaimsTabs } from './claims-tabs';
import { recoverySearch } from './search';

const YEAR_MS = 365 * 86_400_000;
const ages = ['to30', 'to60', 'to90', 'over90'] as const;

/** What claims of a period brought, by supplier, and how old the rest is. */
export function RecoveryPage(): ReactNode {
  const { t } = useTranslation('claims');
  const navigate = useNavigate();
  const search = recoverySearch(useSearch({ strict: false }));
  const from = search.from ?? today(new Date(Date.now() - YEAR_MS));
  const to = search.to ?? today();
  const query = useQuery(recoveryQuery(from, dayAfter(to), useCenter()?.id));
  const choose = (days: { from?: string | undefined; to?: string | undefined }): void =>
    void navigate({ to: '.', search: { ...search, ...days }, replace: true });
  const rows = query.data?.data;
  return (
    <PageFrame title={t('title')} query={query}>
      <ClaimsTabs />
      <Stack spacing={2}>
        <Stack direction="row" useFlexGap spacing={1.5} sx={{ flexWrap: 'wrap' }}>
          <DayFilter label={t('recovery.from')} value={from} onChoose={(day) => choose({ from: day ?? undefined })} />
          <DayFilter label={t('recovery.to')} value={to} onChoose={(day) => choose({ to: day ?? undefined })} />
        </Stack>
        <Card sx={{ overflowX: 'auto' }}>
          {rows?.length === 0 ? (
            <EmptyState icon="chart" title={t('recovery.none')} hint={t('recovery.noneHint')} />
          ) : (
            <Figures rows={rows ?? []} />
          )}
        </Card>
      </Stack>
    </PageFrame>
  );
}

function Figures({ rows }: { readonly rows: readonly Recovery[] }): ReactNode {
  const { t } = useTranslation('claims');
  const format = useFormat();
  const money = useMoney();
  return (
    <Table size="small" aria-label={t('tabs.recovery')} sx={{ minWidth: 980, '& td, & th': { px: 2 } }}>
      <TableHead>
        <TableRow>
          <TableCell rowSpan={2}>{t('supplier')}</TableCell>
          <TableCell rowSpan={2} align="right">
            {t('recovery.claims')}
          </TableCell>
          <TableCell rowSpan={2} align="right">
            {t('claims.claimed')}
          </TableCell>
          <TableCell rowSpan={2} align="right">
            {t('claims.accepted')}
          </TableCell>
          <TableCell rowSpan={2} align="right">
            {t('claims.settled')}
          </TableCell>
          <TableCell rowSpan={2} align="right">
            {t('recovery.rate')}
          </TableCell>
          <TableCell rowSpan={2} align="right">
            {t('recovery.days')}
          </TableCell>
          <TableCell colSpan={ages.length} align="center">
            {t('recovery.open')}
          </TableCell>
        </TableRow>
        <TableRow>
          {ages.map((age) => (
            <TableCell key={age} align="right">
              {t(`recovery.ages.${age}`)}
            </TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map(({ supplier, claims, claimed, accepted, settled, rateBp, daysToSettle, open }) => (
          <TableRow key={supplier.id}>
            <TableCell>
              <Box
                component={Link}
                to={`/claims/suppliers/${supplier.id}`}
                sx={{ color: 'text.primary', fontWeight: 600 }}
              >
                <Name value={supplier.name} />
              </Box>
            </TableCell>
            <TableCell align="right">{format.number(claims)}</TableCell>
            <TableCell align="right">
              <Money value={money(claimed)} />
            </TableCell>
            <TableCell align="right">
              <Money value={money(accepted)} />
            </TableCell>
            <TableCell align="right">
              <Money value={money(settled)} />
            </TableCell>
            <TableCell align="right" sx={{ fontWeight: 600 }}>
              {rateBp === null ? '—' : format.percent(rateBp / 10_000)}
            </TableCell>
            <TableCell align="right">{daysToSettle === null ? '—' : format.number(daysToSettle)}</TableCell>
            {ages.map((age) => (
              <TableCell key={age} align="right">
                {open[age] === 0 ? '—' : <Money value={money(open[age])} />}
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
