import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Collapse from '@mui/material/Collapse';
import Stack from '@mui/material/Stack';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import { skipToken, useQuery } from '@tanstack/react-query';
import { useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMoney } from '../lib/company';
import { useFormat } from '../lib/format';
import { productGroupsQuery } from '../lib/product-groups';
import { useCan } from '../lib/session';
import {
  lastDayBefore,
  useReasonText,
  useReturnsText,
  type CoverageClass,
  type CoverageHeadline,
  type CoverageVerdict,
} from './coverage-text';
import { StatusChip, type Tone } from './status-chip';
import { Code, DateText, Money, Name } from './text';

const tones = { in: 'good', partly: 'waiting', out: 'neutral', void: 'bad' } as const satisfies Record<
  CoverageHeadline['standing'],
  Tone
>;

/** Where a device stands with its guarantee, in one word. */
export function VerdictChip({ standing }: { readonly standing: CoverageHeadline['standing'] }): ReactNode {
  const { t } = useTranslation('ui');
  return <StatusChip tone={tones[standing]} label={t(`coverage.standings.${standing}`)} />;
}

interface VerdictPanelProps {
  readonly verdict: CoverageVerdict;
  /** What else belongs to the verdict: who decided and when. */
  readonly children?: ReactNode;
}

/** A guarantee verdict: one line that says in or out, why, and for how long; the periods of each class on demand. */
export function VerdictPanel({ verdict, children }: VerdictPanelProps): ReactNode {
  const { t } = useTranslation('ui');
  const format = useFormat();
  const reasonText = useReasonText();
  const returnsText = useReturnsText();
  const [open, setOpen] = useState(false);
  const id = useId();
  const { headline, classes = [], remedies = [], returns } = verdict;
  const { standing, reason, daysLeft } = headline;

  return (
    <Box>
      <Stack direction="row" sx={{ alignItems: 'center', flexWrap: 'wrap', columnGap: 1.5, rowGap: 0.5 }}>
        <VerdictChip standing={standing} />
        <Typography variant="body2" sx={{ flex: '1 1 280px' }}>
          {reasonText(reason)}
          {(standing === 'in' || standing === 'partly') && daysLeft > 0 && (
            <Typography component="span" variant="body2" color="textSecondary">
              {' '}
              {t('coverage.daysLeft', { count: daysLeft, days: format.number(daysLeft) })}
            </Typography>
          )}
        </Typography>
        {(classes.length > 0 || children) && (
          <Button size="small" onClick={() => setOpen(!open)} aria-expanded={open} aria-controls={id}>
            {t(open ? 'coverage.less' : 'coverage.more')}
          </Button>
        )}
      </Stack>
      {remedies.map(({ kind, exchange, reason: why }) => (
        <Typography key={`${kind} ${why.code}`} variant="body2" sx={{ mt: 0.5 }}>
          <strong>{t(`coverage.remedies.${kind}`)}</strong>
          {exchange && ` (${t(`coverage.exchanges.${exchange}`)})`}
          {': '}
          {reasonText(why)}
        </Typography>
      ))}
      {returns && (
        <Typography variant="body2" sx={{ mt: 0.5 }}>
          <strong>{t('coverage.returns')}</strong>
          {': '}
          {returnsText(returns)}
        </Typography>
      )}
      <Collapse in={open} id={id} unmountOnExit>
        <Stack spacing={1.5} sx={{ pt: 1.5 }}>
          {classes.length > 0 && <ClassTable classes={classes} />}
          {children}
        </Stack>
      </Collapse>
    </Box>
  );
}

/** A group of components by its name; by its code for who may not read the catalogue, and until it is known. */
function GroupName({ code }: { readonly code: string }): ReactNode {
  const mayRead = useCan()('catalog.read');
  const { data } = useQuery({ ...productGroupsQuery(), ...(!mayRead && { queryFn: skipToken }) });
  const group = data?.find((each) => each.code === code);
  return group ? <Name value={group.name} /> : <Code>{code}</Code>;
}

function ClassTable({ classes }: { readonly classes: readonly CoverageClass[] }): ReactNode {
  const { t } = useTranslation('ui');
  const format = useFormat();
  const money = useMoney();
  const limited = classes.some(({ amountLeft }) => amountLeft !== undefined);
  return (
    <Box sx={{ overflowX: 'auto' }}>
      <Table size="small" sx={{ width: 'auto' }} aria-label={t('coverage.periods')}>
        <TableHead>
          <TableRow>
            <TableCell>{t('coverage.class')}</TableCell>
            <TableCell>{t('coverage.from')}</TableCell>
            <TableCell>{t('coverage.until')}</TableCell>
            <TableCell align="right">{t('coverage.covered')}</TableCell>
            <TableCell align="right">{t('coverage.left')}</TableCell>
            {limited && <TableCell align="right">{t('coverage.amountLeft')}</TableCell>}
          </TableRow>
        </TableHead>
        <TableBody>
          {classes.map((each) => (
            <TableRow key={`${each.class} ${each.componentGroup}`}>
              <TableCell>
                {t(`coverage.classes.${each.class}`)}
                {each.componentGroup !== undefined && (
                  <>
                    {' · '}
                    <GroupName code={each.componentGroup} />
                  </>
                )}
              </TableCell>
              <TableCell>
                <DateText value={each.startsOn} />
              </TableCell>
              <TableCell>
                <DateText value={lastDayBefore(each.endsOn)} />
              </TableCell>
              <TableCell align="right">{format.percent(each.percent / 100)}</TableCell>
              <TableCell align="right">{format.number(each.daysLeft)}</TableCell>
              {limited && (
                <TableCell align="right">
                  {each.amountLeft !== undefined && <Money value={money(each.amountLeft)} />}
                </TableCell>
              )}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Box>
  );
}
