import { useInfiniteQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { HistoryList, type HistoryEntry, type OwnWords } from '../../ui/history-list';
import type { IconName } from '../../ui/icon';
import { historyGroups, historyQuery, type DeviceEvent, type HistoryGroup } from './api';
import { EventDetails } from './event-details';

const icons = {
  registered: 'plus',
  'facts-corrected': 'edit',
  'provenance-changed': 'shield',
  blocked: 'lock',
  unblocked: 'check',
  'owner-changed': 'user',
  'component-fitted': 'box',
  'component-removed': 'box',
  'part-replaced': 'box',
  'part-taken-back': 'box',
  'meter-read': 'edit',
  swapped: 'swap',
  merged: 'swap',
  withdrawn: 'close',
} as const satisfies Record<DeviceEvent['kind'], IconName>;

/** What ever happened to the device: its life, visits, decisions, guarantees, contracts, and changes of its record. */
export function History({ deviceId }: { readonly deviceId: string }): ReactNode {
  const { t } = useTranslation('devices');
  const [group, setGroup] = useState<HistoryGroup | null>(null);
  const query = useInfiniteQuery(historyQuery(deviceId, group));

  function ownWords({ kind, params }: HistoryEntry): OwnWords | null {
    if (kind !== 'record') return null;
    const event = { kind: params['event'], details: params['details'] } as Pick<DeviceEvent, 'kind' | 'details'>;
    return { icon: icons[event.kind], head: t(`events.${event.kind}`), details: <EventDetails event={event} /> };
  }

  return (
    <HistoryList
      title={t('history.title')}
      query={query}
      groups={Object.keys(historyGroups) as HistoryGroup[]}
      group={group}
      onGroup={setGroup}
      groupLabel={(each) => t(`history.groups.${each ?? 'all'}`)}
      ownWords={ownWords}
    />
  );
}
