import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { components } from '../lib/api-types';
import { useFormat, type LocalName } from '../lib/format';

import { useText, type TextKey } from '../lib/i18n';
import { lastDayBefore } from './coverage-text';
import { Icon, type IconName } from './icon';
import { PagedList, type PagedListProps } from './paged-list';
import { RecordLink } from './record-link';
import { RepairStateChip, type RepairState } from './repair-state-chip';
import { Section } from './section';
import { Code, DateText, DateTimeText, Money, Name } from './text';

type Schemas = components['schemas'];
export type HistoryKind = Schemas['DeviceHistoryKind'] | Schemas['CustomerHistoryKind'];
export type HistoryEntry = Omit<Schemas['DeviceHistoryEntryDto'], 'kind'> & { readonly kind: HistoryKind };
type Params = HistoryEntry['params'];

const icons = {
  life: 'calendar',
  record: 'edit',
  visit: 'wrench',
  'hand-over': 'check',
  decision: 'shield',
  guarantee: 'shield',
  'guarantee-change': 'shield',
  card: 'shield',
  contract: 'receipt',
  'contract-use': 'receipt',
  customer: 'user',
  'device-got': 'device',
  'device-given': 'device',
  reception: 'inbox',
  invoice: 'receipt',
  payment: 'cash',
  deposit: 'cash',
  'deposit-refund': 'cash',
  message: 'message',
} as const satisfies Record<HistoryKind, IconName>;

/** What a feature says of an entry that only it understands: icon, head line and details. */
export interface OwnWords {
  readonly icon: IconName;
  readonly head: ReactNode;
  readonly details: ReactNode;
}

interface HistoryListProps<Group extends string> {
  readonly title: string;
  readonly query: PagedListProps<HistoryEntry>['query'];
  /** Chips that narrow the kinds; null shows everything. */
  readonly groups: readonly Group[];
  readonly group: Group | null;
  readonly onGroup: (group: Group | null) => void;
  readonly groupLabel: (group: Group | null) => string;
  readonly ownWords?: (entry: HistoryEntry) => OwnWords | null;
}

/** What ever happened to a record, the latest first, in words; a page at a time. */
export function HistoryList<Group extends string>(props: HistoryListProps<Group>): ReactNode {
  const { title, query, groups, group, onGroup, groupLabel, ownWords } = props;
  const { t } = useTranslation('ui');
  return (
    <Section title={title} flush>
      <Stack
        direction="row"
        role="group"
        aria-label={t('history.filter')}
        useFlexGap
        sx={{ px: 2.5, pb: 1.5, gap: 1, flexWrap: 'wrap' }}
      >
        {[null, ...groups].map((each) => (
          <Chip
            key={each ?? 'all'}
            size="small"
            label={groupLabel(each)}
            color={each === group ? 'primary' : 'default'}
            variant={each === group ? 'filled' : 'outlined'}
            aria-pressed={each === group}
            onClick={() => onGroup(each)}
          />
        ))}
      </Stack>
      <PagedList
        label={title}
        query={query}
        empty={t('history.empty')}
        row={(entry) => <Entry entry={entry} own={ownWords?.(entry) ?? null} />}
      />
    </Section>
  );
}

/** One record may stand in a history twice, when it came and when it went: the kind makes the key of a row its own. */
export function withOwnIds<Page extends { readonly data: readonly HistoryEntry[] }>(page: Page): Page {
  return { ...page, data: page.data.map((entry) => ({ ...entry, id: `${entry.kind} ${entry.id}` })) };
}

/** How the server signs what nobody did by hand. */
const SYSTEM = 'system';
/** Kinds that know a day and no time. */
const DAYS: readonly HistoryKind[] = ['life', 'contract', 'device-got', 'device-given'];

function Entry({ entry, own }: { readonly entry: HistoryEntry; readonly own: OwnWords | null }): ReactNode {
  const { t } = useTranslation('ui');
  const { kind, at, by } = entry;
  return (
    <Stack direction="row" spacing={2}>
      <Icon name={own?.icon ?? icons[kind]} color="primary" sx={{ mt: 0.25 }} />
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Stack direction="row" useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center', columnGap: 1.5 }}>
          <Typography component="div" variant="body2" sx={{ fontWeight: 600, flex: '1 1 auto' }}>
            {own?.head ?? <Head entry={entry} />}
          </Typography>
          <Typography variant="caption" color="textSecondary">
            {by && (
              <>
                <bdi>{by === SYSTEM ? t('history.system') : by}</bdi> ·{' '}
              </>
            )}
            {DAYS.includes(kind) ? <DateText value={at.slice(0, 10)} /> : <DateTimeText value={at} />}
          </Typography>
        </Stack>
        <Typography component="div" variant="body2" color="textSecondary">
          {own?.details ?? <Details entry={entry} />}
        </Typography>
      </Box>
    </Stack>
  );
}

function Head({ entry: { kind, number, link, params } }: { readonly entry: HistoryEntry }): ReactNode {
  const { t } = useTranslation('ui');
  const code = number && <Code>{number}</Code>;
  const head = kind === 'life' ? t(`history.facts.${params['fact'] as 'sold'}`) : t(`history.kinds.${kind as 'visit'}`);
  return (
    <Stack direction="row" useFlexGap sx={{ columnGap: 1, flexWrap: 'wrap', alignItems: 'center' }}>
      {link && !code ? (
        <RecordLink kind={link.type} id={link.id}>
          {head}
        </RecordLink>
      ) : (
        head
      )}
      {link && code ? (
        <RecordLink kind={link.type} id={link.id}>
          {code}
        </RecordLink>
      ) : (
        code
      )}
      {kind === 'visit' && <RepairStateChip state={params['state'] as RepairState} />}
    </Stack>
  );
}

function Details({ entry: { kind, params } }: { readonly entry: HistoryEntry }): ReactNode {
  const { t } = useTranslation('ui');
  const text = useText();
  const format = useFormat();
  const joined = (...parts: readonly ReactNode[]): ReactNode =>
    parts
      .filter((part) => part !== null && part !== undefined && part !== '')
      .map((part, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- the parts of one sentence, which never change places
        <span key={index}>
          {index > 0 && ' · '}
          {part}
        </span>
      ));
  switch (kind) {
    case 'visit':
      return joined(
        <Name value={params['center'] as LocalName} />,
        <bdi>{said(params, 'declaredFault')}</bdi>,
        listOf(params['faults'], format.name, t('history.comma')),
        prefixed(t('history.done'), listOf(params['done'], format.name, t('history.comma'))),
        prefixed(t('history.fitted'), listOf(params['parts'], format.name, t('history.comma'))),
      );
    case 'hand-over':
      return joined(
        params['outcome'] ? text(`repairs:outcomes.${said(params, 'outcome')}` as TextKey) : null,
        params['free'] === true ? t('history.free') : null,
      );
    case 'decision':
      return joined(
        t(`history.verdicts.${said(params, 'verdict') as 'covered'}`),
        params['override'] === true ? t('history.goodwill') : null,
      );
    case 'guarantee':
      return joined(
        text(`devices:guarantee.states.${said(params, 'state')}` as TextKey),
        <Period from={said(params, 'startsOn')} to={said(params, 'endsOn')} />,
        reasonOf(params, text),
      );
    case 'guarantee-change':
      return joined(
        text(`operations:actions.warranty.${said(params, 'change')}` as TextKey),
        <Period to={said(params, 'endsOn')} />,
        reasonOf(params, text),
      );
    case 'card':
      return t(`history.channels.${said(params, 'channel') as 'staff'}`);
    case 'contract':
      return joined(
        text(`contracts:kinds.${said(params, 'contractKind')}` as TextKey),
        <Period to={said(params, 'until')} />,
      );
    case 'contract-use':
      return t('history.visitsTaken', { count: Number(params['visits']) });
    case 'device-got':
    case 'device-given':
      return (
        <>
          <Name value={params['brand'] as LocalName} /> <Name value={params['product'] as LocalName} />
        </>
      );
    case 'reception':
      return t('history.devices', { count: Number(params['devices']) });
    case 'invoice':
      return <Money value={moneyOf(params)} />;
    case 'payment':
    case 'deposit':
    case 'deposit-refund':
      return joined(
        <Money value={moneyOf(params)} />,
        text(`billing:methods.${said(params, 'method')}` as TextKey),
        params['reason'] ? <bdi>{said(params, 'reason')}</bdi> : null,
      );
    case 'message':
      return joined(
        text(`messages:events.${said(params, 'event')}` as TextKey),
        text(`messages:states.${said(params, 'state')}` as TextKey),
      );
    case 'life':
    case 'record':
    case 'customer':
      return null;
  }
}

/** The last day is the one before the first that is not covered. */
function Period({ from = '', to }: { readonly from?: string; readonly to: string }): ReactNode {
  const { t } = useTranslation('ui');
  if (to === '') return null;
  return (
    <>
      {from && <DateText value={from} />} {t('history.until')} <DateText value={lastDayBefore(to)} />
    </>
  );
}

function said(params: Params, name: string): string {
  const value = params[name];
  return typeof value === 'string' ? value : '';
}

/** People write theirs in words; one the server writes itself. */
function reasonOf(params: Params, text: (key: TextKey) => string): ReactNode {
  const reason = said(params, 'reason');
  if (reason === 'owner-changed') return text('devices:guarantee.ownerChanged');
  return reason === '' ? null : <bdi>{reason}</bdi>;
}

function listOf(value: unknown, name: (value: LocalName) => string, comma: string): string {
  return Array.isArray(value) ? (value as LocalName[]).map(name).join(comma) : '';
}

function prefixed(label: string, text: string): string {
  return text === '' ? '' : `${label} ${text}`;
}

function moneyOf(params: Params): { amount: number; currency: string } {
  return { amount: Number(params['amount']), currency: said(params, 'currency') };
}
