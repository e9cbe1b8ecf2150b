import Button from '@mui/material/Button';
import List from '@mui/material/List';
import ListItem from '@mui/material/ListItem';
import ListItemText from '@mui/material/ListItemText';
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { notify } from '../../ui/notices';
import { ProblemAlert } from '../../ui/problem-alert';
import { StatusChip } from '../../ui/status-chip';
import { Code } from '../../ui/text';
import { sessionsQuery, useEndSession } from './api';
import { browserOf } from './user-agent';

/** Where one is signed in, and the way to end what one does not know. */
export function SessionsList(): ReactNode {
  const { t } = useTranslation('account');
  const format = useFormat();
  const query = useQuery(sessionsQuery);
  const end = useEndSession(() => notify({ text: t('sessions.ended') }));

  return (
    <>
      <Box sx={{ px: 2.5 }}>
        <ProblemAlert error={query.error ?? end.error} onRetry={() => void query.refetch()} />
        {query.isPending && <Skeleton variant="rounded" height={96} sx={{ mb: 2 }} />}
      </Box>
      <List disablePadding aria-label={t('sessions.title')}>
        {query.data?.data.map((session) => {
          const { browser, system } = browserOf(session.userAgent);
          const name = browser && system ? t('sessions.on', { browser, system }) : (browser ?? t('sessions.unknown'));
          return (
            <ListItem key={session.id} sx={{ px: 2.5, borderTop: 1, borderColor: 'divider', gap: 2 }}>
              <ListItemText
                primary={name}
                secondary={
                  <>
                    {t('sessions.used', { when: format.ago(session.usedAt) })}
                    {session.ip && (
                      <>
                        {' · '}
                        <Code>{session.ip}</Code>
                      </>
                    )}
                  </>
                }
              />
              {session.current ? (
                <StatusChip tone="good" label={t('sessions.current')} />
              ) : (
                <Button
                  size="small"
                  color="error"
                  aria-label={t('sessions.endOf', { name })}
                  loading={end.isPending && end.variables === session.id}
                  disabled={end.isPending}
                  onClick={() => end.mutate(session.id)}
                >
                  {t('sessions.end')}
                </Button>
              )}
            </ListItem>
          );
        })}
      </List>
    </>
  );
}
