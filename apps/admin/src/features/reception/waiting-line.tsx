import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import IconButton from '@mui/material/IconButton';
import MuiTextField from '@mui/material/TextField';
import Stack from '@mui/material/Stack';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { useHotkey } from '../../lib/hotkeys';
import { useCan } from '../../lib/session';
import { EmptyState } from '../../ui/empty-state';
import { Icon } from '../../ui/icon';
import { notify } from '../../ui/notices';
import { ErrorState, LoadingState } from '../../ui/page-frame';
import { ProblemAlert } from '../../ui/problem-alert';
import { useArrive, useLeave, useServe, waitingQuery, type Arrival } from './api';

const MINUTE_MS = 60_000;

/** Who waits in the centre and since when; the next one is taken in with `S`, another joins with `W`. */
export function WaitingLine({ centerId }: { readonly centerId: string }): ReactNode {
  const { t } = useTranslation('reception');
  const navigate = useNavigate();
  const canServe = useCan()('reception.intake');
  const query = useQuery({ ...waitingQuery(centerId), refetchInterval: MINUTE_MS });
  const arrivals = query.data?.data ?? [];

  const serve = useServe(
    ({ id, note }) => void navigate({ to: '/reception/new', search: { arrivalId: id, q: note ?? undefined } }),
  );
  const leave = useLeave();
  const busy = serve.isPending || leave.isPending;
  const takeOver = (arrival: Arrival): void => {
    if (busy) return;
    serve.mutate(arrival, {
      onError: ({ status }) => {
        if (status === 404) notify({ text: t('waiting.taken') });
        void query.refetch();
      },
    });
  };
  useHotkey('KeyS', () => arrivals[0] && canServe && takeOver(arrivals[0]));

  return (
    <Box component="section" aria-label={t('waiting.title')}>
      <Typography variant="h2" sx={{ mb: 1.5 }}>
        {t('waiting.title')}
      </Typography>
      <Stack spacing={1.5}>
        {canServe && <ArriveField centerId={centerId} />}
        {serve.error && serve.error.status !== 404 && <ProblemAlert error={serve.error} />}
        <ProblemAlert error={leave.error} />
        <Card>
          {query.isPending && <LoadingState />}
          {query.error && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
          {query.data && arrivals.length === 0 && (
            <EmptyState icon="users" title={t('waiting.empty')} hint={t('waiting.emptyHint')} />
          )}
          {arrivals.length > 0 && (
            <Box component="ol" sx={{ m: 0, p: 0, listStyle: 'none' }}>
              {arrivals.map((arrival, index) => (
                <Waiting
                  key={arrival.id}
                  arrival={arrival}
                  isNext={index === 0}
                  {...(canServe && { onServe: () => takeOver(arrival), onLeave: () => leave.mutate(arrival) })}
                  disabled={busy}
                />
              ))}
            </Box>
          )}
        </Card>
      </Stack>
    </Box>
  );
}

interface WaitingProps {
  readonly arrival: Arrival;
  readonly isNext: boolean;
  readonly disabled: boolean;
  readonly onServe?: () => void;
  readonly onLeave?: () => void;
}

function Waiting({ arrival, isNext, disabled, onServe, onLeave }: WaitingProps): ReactNode {
  const { t } = useTranslation('reception');
  const format = useFormat();
  const now = useNow();
  return (
    <Stack
      component="li"
      direction="row"
      spacing={1}
      sx={{ alignItems: 'center', px: 2, py: 1, '&:not(:last-of-type)': { borderBottom: 1, borderColor: 'divider' } }}
    >
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography noWrap sx={{ fontWeight: 600 }}>
          <bdi>{arrival.note ?? t('waiting.unnamed')}</bdi>
        </Typography>
        <Typography variant="caption" color="textSecondary" component="p">
          {format.time(arrival.arrivedAt)} · {format.ago(arrival.arrivedAt, now)}
        </Typography>
      </Box>
      {onLeave && (
        <Tooltip title={t('waiting.leave')}>
          <span>
            <IconButton aria-label={t('waiting.leave')} disabled={disabled} onClick={onLeave}>
              <Icon name="close" />
            </IconButton>
          </span>
        </Tooltip>
      )}
      {onServe && (
        <Button
          size="small"
          variant="outlined"
          disabled={disabled}
          onClick={onServe}
          {...(isNext && { 'aria-keyshortcuts': 'S' })}
        >
          {t('waiting.serve')}
        </Button>
      )}
    </Stack>
  );
}

function ArriveField({ centerId }: { readonly centerId: string }): ReactNode {
  const { t } = useTranslation('reception');
  const [note, setNote] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const arrive = useArrive(() => setNote(''));
  useHotkey('KeyW', () => input.current?.focus());
  return (
    <Stack
      component="form"
      spacing={1}
      onSubmit={(event) => {
        event.preventDefault();
        if (!arrive.isPending) arrive.mutate({ centerId, note: note.trim() || null });
      }}
    >
      <Stack direction="row" spacing={1}>
        <MuiTextField
          inputRef={input}
          label={t('waiting.note')}
          value={note}
          onChange={(event) => setNote(event.target.value)}
          autoComplete="off"
          slotProps={{ htmlInput: { maxLength: 200, 'aria-keyshortcuts': 'W' } }}
        />
        <Button type="submit" variant="outlined" loading={arrive.isPending} sx={{ flexShrink: 0 }}>
          {t('waiting.add')}
        </Button>
      </Stack>
      <ProblemAlert error={arrive.error} />
    </Stack>
  );
}

/** The time of this minute; waiting times grow without anybody asking the server. */
function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), MINUTE_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
