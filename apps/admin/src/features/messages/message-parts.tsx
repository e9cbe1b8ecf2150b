import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { directionOf } from '../../lib/i18n';
import type { Language } from '../../lib/preferences';
import { Icon } from '../../ui/icon';
import { StatusChip, type Tone } from '../../ui/status-chip';
import { stayedHere, type Message, type MessageState } from './api';

const tones = {
  queued: 'waiting',
  sending: 'active',
  sent: 'good',
  delivered: 'good',
  failed: 'bad',
} as const satisfies Record<MessageState, Tone>;

/** Where a message stands. One that ended in the dev outbox was not sent, whatever its state is called. */
export function MessageStateChip({ message }: { readonly message: Pick<Message, 'state' | 'provider'> }): ReactNode {
  const { t } = useTranslation('messages');
  if (stayedHere(message)) return <StatusChip tone="neutral" label={t('stayed')} />;
  return <StatusChip tone={tones[message.state]} label={t(`states.${message.state}`)} />;
}

/** Said plainly, because the screen looks as if customers had been told. */
export function NothingLeaves(): ReactNode {
  const { t } = useTranslation('messages');
  return (
    <Alert severity="warning" icon={<Icon name="warning" />}>
      <Typography variant="body2" sx={{ fontWeight: 600 }}>
        {t('nothingLeaves.title')}
      </Typography>
      <Typography variant="body2">{t('nothingLeaves.hint')}</Typography>
    </Alert>
  );
}

interface MessageTextProps {
  readonly subject: string | null;
  readonly body: string;
  readonly locale: Language;
}

/** The text as the customer sees it: in its own language and direction, lines as they are. */
export function MessageText({ subject, body, locale }: MessageTextProps): ReactNode {
  return (
    <Box
      dir={directionOf(locale)}
      lang={locale}
      sx={{
        textAlign: 'start',
        maxWidth: 480,
        p: 2,
        borderRadius: 3,
        border: 1,
        borderColor: 'divider',
        bgcolor: 'action.hover',
      }}
    >
      {subject !== null && <Typography sx={{ fontWeight: 600, mb: 1, overflowWrap: 'anywhere' }}>{subject}</Typography>}
      <Typography sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{body}</Typography>
    </Box>
  );
}
