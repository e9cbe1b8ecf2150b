import Chip from '@mui/material/Chip';
import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { useSearch } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import { useFormat, type LocalName } from '../../lib/format';
import { DataTable } from '../../ui/data-table';
import { type TableColumn } from '../../ui/table-model';
import { EmptyState } from '../../ui/empty-state';
import { FilterSelect } from '../../ui/filter-select';
import { useListQuery } from '../../ui/list-query';
import { PageFrame } from '../../ui/page-frame';
import { useTableState, type TableState } from '../../ui/table-state';
import { Code, DateTimeText } from '../../ui/text';
import { auditQuery, type AuditEntry } from './api';
import { auditAreas } from './audit-areas';
import { Subject } from './subject';

interface Filters {
  readonly area?: (typeof auditAreas)[number];
  readonly subject?: string;
  readonly actor?: string;
}

/** Who changed what, and when. A click on a name or a record narrows the list to it. */
export function AuditPage(): ReactNode {
  const { t } = useTranslation('operations');
  const state = useTableState();
  const { area, subject, actor }: Filters = useSearch({ strict: false });
  const { limit, cursor } = state.search;
  const query = useListQuery((page) =>
    auditQuery({ limit, cursor, action: area, subjectId: subject, actorAccountId: actor, ...page }),
  );
  const columns = useMemo(() => auditColumns(t, state), [t, state]);
  const rows = query.data?.data ?? [];
  const nameOfActor = rows.find((entry) => entry.actor.accountId === actor)?.actor.name;

  return (
    <PageFrame title={t('audit.title')} subtitle={t('audit.hint')}>
      <DataTable
        label={t('audit.title')}
        columns={columns}
        query={query}
        state={state}
        filters={
          <>
            <FilterSelect
              label={t('audit.area')}
              value={area}
              options={auditAreas.map((value) => ({ value, label: t(`areas.${value}`) }))}
              onChoose={(value) => state.filter({ area: value })}
            />
            {actor && (
              <Chip
                label={nameOfActor ? t('audit.by', { name: nameOfActor }) : t('audit.byOne')}
                onDelete={() => state.filter({ actor: undefined })}
              />
            )}
            {subject && <Chip label={t('audit.ofOne')} onDelete={() => state.filter({ subject: undefined })} />}
          </>
        }
        empty={<EmptyState icon="clock" title={t('audit.empty')} hint={t('audit.emptyHint')} />}
      />
    </PageFrame>
  );
}

type Translate = ReturnType<typeof useTranslation<'operations'>>['t'];

function auditColumns(t: Translate, state: TableState): readonly TableColumn<AuditEntry>[] {
  return [
    {
      field: 'action',
      label: t('audit.action'),
      cell: ({ action }) => <Action action={action} />,
      flex: 1.3,
    },
    {
      field: 'subject',
      label: t('subject'),
      cell: ({ subject }) => (
        <Box sx={{ display: 'inline-flex', gap: 1 }}>
          <Subject subject={subject} />
          <Narrow label={t('audit.narrow')} onClick={() => state.filter({ subject: subject.id })} />
        </Box>
      ),
      flex: 1.3,
    },
    {
      field: 'actor',
      label: t('audit.actor'),
      cell: ({ actor: { kind, name, accountId } }) => {
        if (kind === 'system') return t('audit.system');
        if (accountId === null) return <bdi>{name}</bdi>;
        return (
          <Link component="button" color="textPrimary" onClick={() => state.filter({ actor: accountId })}>
            <bdi>{name}</bdi>
          </Link>
        );
      },
    },
    { field: 'details', label: t('audit.details'), cell: ({ details }) => <Details details={details} />, flex: 2 },
    {
      field: 'occurredAt',
      label: t('audit.occurredAt'),
      cell: ({ occurredAt }) => <DateTimeText value={occurredAt} />,
      width: 190,
    },
  ];
}

function Narrow({ label, onClick }: { readonly label: string; readonly onClick: () => void }): ReactNode {
  return (
    <Link component="button" variant="caption" color="textSecondary" onClick={onClick}>
      {label}
    </Link>
  );
}

/** The action in words; one without a text yet by its code, which says it too. */
function Action({ action }: { readonly action: string }): ReactNode {
  const { t } = useTranslation('operations');
  const known = i18next.exists(`operations:actions.${action}`);
  return known ? t(`actions.${action as 'identity.account-created'}`) : <Code>{action}</Code>;
}

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** What the change consisted of; ids and nested data say nothing to a reader and stand in the tooltip. */
function Details({ details }: { readonly details: AuditEntry['details'] }): ReactNode {
  const spoken = useSpoken();
  const text = Object.entries(details)
    .map(([key, value]) => spoken(key, value))
    .filter((fact) => fact !== null)
    .join(' · ');
  if (text === '') return '—';
  return (
    <Typography
      component="bdi"
      variant="caption"
      dir="auto"
      title={JSON.stringify(details, null, 1)}
      sx={{
        display: '-webkit-box',
        WebkitBoxOrient: 'vertical',
        WebkitLineClamp: 2,
        overflow: 'hidden',
        overflowWrap: 'anywhere',
        whiteSpace: 'normal',
      }}
    >
      {text}
    </Typography>
  );
}

/** One fact in the reader's words, null when it has none. */
function useSpoken(): (key: string, value: unknown) => string | null {
  const { t } = useTranslation('operations');
  const format = useFormat();
  const spoken = (value: unknown): string | null => {
    if (typeof value === 'boolean') return t(`details.${value ? 'yes' : 'no'}`);
    if (typeof value === 'number') return format.number(value);
    if (typeof value === 'string')
      return ID.test(value) ? null : DAY.test(value) ? format.date(value) : `\u2068${value}\u2069`;
    if (Array.isArray(value)) return value.length > 0 ? joined(value.map(spoken)) : null;
    return isName(value) ? format.name(value) : null;
  };
  return (key, value) => {
    const text = spoken(value);
    if (text === null) return null;
    const known = i18next.exists(`operations:details.${key}`);
    return `${known ? t(`details.${key as 'reason'}`) : key}: ${text}`;
  };
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

function joined(texts: readonly (string | null)[]): string | null {
  return texts.some((text) => text === null) ? null : texts.join(', ');
}

function isName(value: unknown): value is LocalName {
  return typeof value === 'object' && value !== null && 'fa' in value && 'en' in value;
}
