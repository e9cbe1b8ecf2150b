import Stack from '@mui/material/Stack';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableFooter from '@mui/material/TableFooter';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMoney } from '../../lib/company';
import { useFormat } from '../../lib/format';
import { PageFrame } from '../../ui/page-frame';
import { Fact, Facts, Section } from '../../ui/section';
import { Code, DateTimeText, Money, Name } from '../../ui/text';
import { receiptQuery } from './api';

/** One delivery as it was taken in. */
export function ReceiptPage(): ReactNode {
  const { t } = useTranslation('inventory');
  const format = useFormat();
  const money = useMoney();
  const { id }: { id?: string } = useParams({ strict: false });
  const query = useQuery(receiptQuery(id ?? ''));
  const receipt = query.data;

  return (
    <PageFrame
      title={receipt ? t('receipt.title', { number: receipt.number }) : t('receipts.title')}
      trail={[{ to: '/goods-receipts', label: t('receipts.title') }]}
      query={query}
    >
      {receipt && (
        <Stack spacing={3}>
          <Section title={t('receipt.head')}>
            <Facts>
              <Fact label={t('receipt.supplier')}>
                <bdi>{receipt.supplier}</bdi>
              </Fact>
              <Fact label={t('receipt.documentNo')}>{receipt.documentNo && <Code>{receipt.documentNo}</Code>}</Fact>
              <Fact label={t('location')}>
                <Name value={receipt.location.name} />
              </Fact>
              <Fact label={t('receipt.center')}>
                <Name value={receipt.center.name} />
              </Fact>
              <Fact label={t('receipt.at')}>
                <DateTimeText value={receipt.receivedAt} />
              </Fact>
              <Fact label={t('receipt.by')}>{receipt.receivedBy?.name}</Fact>
            </Facts>
          </Section>
          <Section title={t('receipt.lines')} flush>
            <Table aria-label={t('receipt.lines')}>
              <TableHead sx={{ display: { xs: 'none', sm: 'table-header-group' } }}>
                <TableRow>
                  <TableCell sx={{ px: 2.5 }}>{t('part')}</TableCell>
                  <TableCell align="right">{t('receipt.quantity')}</TableCell>
                  <TableCell align="right">{t('receipt.unitCost')}</TableCell>
                  <TableCell align="right" sx={{ px: 2.5 }}>
                    {t('figures.value')}
                  </TableCell>
                </TableRow>
              </TableHead>
              <TableBody>
                {receipt.lines.map(({ id: lineId, part, quantity, unitCost, value }) => (
                  <TableRow key={lineId}>
                    <TableCell sx={{ px: 2.5 }}>
                      <Typography variant="body2" sx={{ fontWeight: 600 }}>
                        <Name value={part.name} />
                      </Typography>
                      <Typography variant="caption" color="textSecondary">
                        <Code>{part.sku}</Code>
                      </Typography>
                      <Typography variant="caption" component="p" sx={{ display: { sm: 'none' } }}>
                        {format.number(quantity)} × <Money value={money(unitCost)} />
                      </Typography>
                    </TableCell>
                    <TableCell align="right" sx={{ display: { xs: 'none', sm: 'table-cell' } }}>
                      {format.number(quantity)}
                    </TableCell>
                    <TableCell align="right" sx={{ display: { xs: 'none', sm: 'table-cell' } }}>
                      <Money value={money(unitCost)} />
                    </TableCell>
                    <TableCell align="right" sx={{ px: 2.5 }}>
                      <Money value={money(value)} />
                    </TableCell>
                  </TableRow>
                ))}
              </TableBody>
              <TableFooter>
                <TableRow>
                  <TableCell colSpan={4} align="right" sx={{ px: 2.5, border: 0 }}>
                    <Typography component="span" color="textSecondary">
                      {t('receipt.total')}
                    </Typography>{' '}
                    <Typography component="span" color="textPrimary" sx={{ fontWeight: 650 }}>
                      <Money value={money(receipt.value)} />
                    </Typography>
                  </TableCell>
                </TableRow>
              </TableFooter>
            </Table>
          </Section>
        </Stack>
      )}
    </PageFrame>
  );
}
