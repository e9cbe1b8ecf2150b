import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { problemText } from '../../lib/i18n';
import { useCan } from '../../lib/session';
import { DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { Icon } from '../../ui/icon';
import { useListQuery } from '../../ui/list-query';
import { notify } from '../../ui/notices';
import { ProblemAlert } from '../../ui/problem-alert';
import type { TableColumn } from '../../ui/table-model';
import { useTableState } from '../../ui/table-state';
import { Code, DateTimeText, NumberText } from '../../ui/text';
import { feedRefusalsQuery, type FeedRefusal, useRetryRefusal } from './api';
import { FeedFilters, FeedsFrame, useFeedsSearch } from './feed-parts';

/** What was refused and not taken since, with its reasons; what stood in the way is mended, then it is taken again. */
export function FeedRefusalsPage(): ReactNode {
  const { t } = useTranslation('feeds');
  const can = useCan();
  const state = useTableState();
  const search = useFeedsSearch();
  const query = useListQuery((page) => feedRefusalsQuery({ ...search, ...state.search, ...page }));
  const { mutate, isPending, variables, error } = useRetryRefusal((problem) =>
    notify({ text: t(problem ? 'stillRefused' : 'taken') }),
  );
  const mayRetry = can('feed.write');
  const columns = useMemo<readonly TableColumn<FeedRefusal>[]>(() => {
    const shown: TableColumn<FeedRefusal>[] = [
      { field: 'key', label: t('key'), cell: ({ key }) => <Code>{key}</Code>, minWidth: 130 },
      { field: 'reasons', label: t('reasons'), cell: (row) => <Reasons refusal={row} />, flex: 2.4, minWidth: 260 },
      { field: 'kind', label: t('kind'), cell: ({ kind }) => t(`kinds.${kind}`), width: 130 },
      { field: 'source', label: t('source'), cell: ({ source }) => <bdi>{source}</bdi>, width: 130 },
      {
        field: 'refusedAt',
        label: t('refusedAt'),
        cell: ({ refusedAt }) => <DateTimeText value={refusedAt} />,
        width: 180,
      },
      { field: 'tries', label: t('tries'), cell: ({ tries }) => <NumberText value={tries} />, align: 'end', width: 90 },
    ];
    if (!mayRetry) return shown;
    return [
      ...shown,
      {
        field: 'retry',
        acts: true,
        label: t('act'),
        cell: ({ id }) => (
          <Button
            size="small"
            startIcon={<Icon name="refresh" />}
            loading={isPending && variables === id}
            disabled={isPending}
            onClick={() => mutate(id)}
          >
            {t('retry')}
          </Button>
        ),
        width: 150,
      },
    ];
  }, [t, mayRetry, isPending, variables, mutate]);

  return (
    <FeedsFrame>
      <ProblemAlert error={error} />
      <DataTable
        label={t('tabs.refusals')}
        columns={columns}
        query={query}
        state={state}
        searchLabel={t('searchKey')}
        filters={<FeedFilters state={state} search={search} />}
        empty={<EmptyState icon="check" title={t('noneRefused')} hint={t('noneRefusedHint')} />}
      />
    </FeedsFrame>
  );
}

const MOST_REASONS = 3;

/** What only a feed can get wrong: it names products in its own words. */
const PRODUCT_FAULTS = ['unknown', 'ambiguous'] as const;

/** Each fault by its place in what was told; where none is named, what was refused as a whole. */
function Reasons({ refusal: { code, title, errors } }: { readonly refusal: FeedRefusal }): ReactNode {
  const { t } = useTranslation('feeds');
  const faultText = (fault: string): string | null => {
    const own = PRODUCT_FAULTS.find((each) => each === fault);
    return own ? t(`faults.${own}`) : (problemText(`rules.${fault}`, {}) ?? problemText(fault, {}));
  };
  const format = useFormat();
  if (errors.length === 0) return <span>{problemText(code, {}) ?? title}</span>;
  const more = errors.length - MOST_REASONS;
  return (
    <Stack sx={{ py: 0.5 }}>
      {errors.slice(0, MOST_REASONS).map(({ pointer, code: fault, detail }) => (
        <Typography key={`${pointer} ${fault}`} variant="body2" sx={{ whiteSpace: 'normal' }}>
          <PlaceOf pointer={pointer} />
          {faultText(fault) ?? detail}
        </Typography>
      ))}
      {more > 0 && (
        <Typography variant="caption" color="textSecondary">
          {t('moreReasons', { count: more, number: format.number(more) })}
        </Typography>
      )}
    </Stack>
  );
}

/** `/lines/2/product` is line 3. */
function PlaceOf({ pointer }: { readonly pointer: string }): ReactNode {
  const { t } = useTranslation('feeds');
  const format = useFormat();
  const [, line] = /^\/lines\/(\d+)/.exec(pointer) ?? [];
  if (line !== undefined) return `${t('line', { number: format.number(Number(line) + 1) })}: `;
  const field = pointer.slice(1);
  return field === '' ? null : (
    <>
      <Code>{field}</Code>
      {': '}
    </>
  );
}
