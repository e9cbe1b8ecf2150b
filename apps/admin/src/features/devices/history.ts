import { useInfiniteQuery } from '@tanstack/react-query';
import { useCan } from '../../lib/session';
import { timelineQuery, visitsQuery, type DeviceEvent, type Visit } from './api';

/** One line of a device's history: something that happened to it, or a visit. */
export type HistoryEntry =
  | { readonly id: string; readonly at: string; readonly event: DeviceEvent }
  | { readonly id: string; readonly at: string; readonly visit: Visit };

/**
 * The timeline and the visits of a device as one list, the latest first. Both come in pages: only entries are shown
 * that are not older than what either still has to load, so that nothing appears in the middle later.
 */
export function useHistory(deviceId: string) {
  const mayReadVisits = useCan()('repair.read');
  const timeline = useInfiniteQuery(timelineQuery(deviceId));
  const visits = useInfiniteQuery({ ...visitsQuery(deviceId), enabled: mayReadVisits });

  const events = (timeline.data?.pages ?? []).flatMap(({ data }) =>
    data.map((event): HistoryEntry => ({ id: event.id, at: event.at, event })),
  );
  const stays = (visits.data?.pages ?? []).flatMap(({ data }) =>
    data.map((visit): HistoryEntry => ({ id: visit.id, at: visit.receivedAt, visit })),
  );
  const oldestOf = (loaded: readonly HistoryEntry[], hasNext: boolean): string =>
    (hasNext ? loaded.at(-1)?.at : undefined) ?? '';
  const [oldestEvent, oldestStay] = [oldestOf(events, timeline.hasNextPage), oldestOf(stays, visits.hasNextPage)];
  const horizon = oldestEvent > oldestStay ? oldestEvent : oldestStay;

  return {
    entries: [...events, ...stays]
      .filter(({ at }) => at >= horizon)
      .sort((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0)),
    isPending: timeline.isPending || (mayReadVisits && visits.isPending),
    error: timeline.error ?? visits.error,
    hasMore: timeline.hasNextPage || visits.hasNextPage,
    isLoadingMore: timeline.isFetchingNextPage || visits.isFetchingNextPage,
    loadMore: (): void => {
      if (oldestEvent === horizon && timeline.hasNextPage) void timeline.fetchNextPage();
      if (oldestStay === horizon && visits.hasNextPage) void visits.fetchNextPage();
    },
    refetch: (): void => {
      void timeline.refetch();
      void visits.refetch();
    },
  };
}
