import { useSearch } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import Stack from '@mui/material/Stack';
import { useFormat } from '../../lib/format';
import { DataTable } from '../../ui/data-table';
import { type TableColumn } from '../../ui/table-model';
import { EmptyState } from '../../ui/empty-state';
import { FilterSelect } from '../../ui/filter-select';
import { useListQuery } from '../../ui/list-query';
import { PageFrame } from '../../ui/page-frame';
import { useTableState } from '../../ui/table-state';
import { Code, DateTimeText } from '../../ui/text';
import {
  channels,
  messagesQuery,
  messageStates,
  stayedHere,
  type Channel,
  type Message,
  type MessageState,
} from './api';
import { MessageStateChip, NothingLeaves } from './message-parts';
import { MessageTabs } from './message-tabs';

interface Filters {
  readonly state?: MessageState;
  readonly channel?: Channel;
}

/** Everything customers were told, newest first. */
export function MessagesPage(): ReactNode {
  const { t } = useTranslation('messages');
  const format = useFormat();
  const table = useTableState();
  const { state, channel }: Filters = useSearch({ strict: false });
  const { limit, cursor } = table.search;
  const query = useListQuery((page) => messagesQuery({ limit, cursor, state, channel, ...page }));
  const columns = useMemo<readonly TableColumn<Message>[]>(
    () => [
      {
        field: 'recipient',
        label: t('message.recipient'),
        cell: ({ recipient }) => <Code>{recipient.startsWith('+') ? format.digits(recipient) : recipient}</Code>,
        flex: 1.3,
      },
      { field: 'event', label: t('message.event'), cell: ({ event }) => t(`events.${event}`), flex: 1.2 },
      { field: 'channel', label: t('message.channel'), cell: (each) => t(`channels.${each.channel}`), width: 110 },
      {
        field: 'state',
        label: t('message.state'),
        cell: (message) => <MessageStateChip message={message} />,
        width: 190,
      },
      {
        field: 'createdAt',
        label: t('message.createdAt'),
        cell: (each) => <DateTimeText value={each.createdAt} />,
        width: 190,
      },
      {
        field: 'lastError',
        label: t('message.lastError'),
        cell: ({ lastError }) => (lastError ? <bdi>{lastError}</bdi> : '—'),
        flex: 1.4,
        wideOnly: true,
      },
    ],
    [t, format],
  );

  return (
    <PageFrame title={t('navigation.label')} tabs={<MessageTabs />}>
      <Stack spacing={2}>
        {query.data?.data.some(stayedHere) && <NothingLeaves />}
        <DataTable
          label={t('outbox.title')}
          columns={columns}
          query={query}
          state={table}
          rowTo={({ id }) => `/messages/${id}`}
          filters={
            <>
              <FilterSelect
                label={t('message.state')}
                value={state}
                options={messageStates.map((value) => ({ value, label: t(`states.${value}`) }))}
                onChoose={(value) => table.filter({ state: value })}
              />
              <FilterSelect
                label={t('message.channel')}
                value={channel}
                options={channels.map((value) => ({ value, label: t(`channels.${value}`) }))}
                onChoose={(value) => table.filter({ channel: value })}
              />
            </>
          }
          empty={<EmptyState icon="message" title={t('outbox.empty')} hint={t('outbox.emptyHint')} />}
        />
      </Stack>
    </PageFrame>
  );
}
