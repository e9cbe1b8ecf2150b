import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { useCan } from '../../lib/session';
import { Icon } from '../../ui/icon';
import { notify } from '../../ui/notices';
import { PageFrame } from '../../ui/page-frame';
import { ProblemAlert } from '../../ui/problem-alert';
import { RecordLink } from '../../ui/record-link';
import { Fact, Facts, Section } from '../../ui/section';
import { Code, DateTimeText } from '../../ui/text';
import { messageQuery, stayedHere, useRetryMessage, type Message } from './api';
import { MessageStateChip, MessageText, NothingLeaves } from './message-parts';

/** One message: what the customer reads, and what became of it. */
export function MessagePage(): ReactNode {
  const { t } = useTranslation('messages');
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useQuery(messageQuery(id));
  const message = query.data;
  const mayRetry = useCan()('notification.manage');
  const retry = useRetryMessage(id, () => notify({ text: t('message.retried') }));

  return (
    <PageFrame
      title={message ? t(`events.${message.event}`) : t('message.title')}
      subtitle={message && t(`channels.${message.channel}`)}
      trail={[{ to: '/messages', label: t('outbox.title') }]}
      status={message && <MessageStateChip message={message} />}
      actions={
        message?.state === 'failed' &&
        mayRetry && (
          <Button
            variant="contained"
            startIcon={<Icon name="refresh" />}
            loading={retry.isPending}
            onClick={() => retry.mutate()}
          >
            {t('message.retry')}
          </Button>
        )
      }
      query={query}
    >
      <Stack spacing={2}>
        <ProblemAlert error={retry.error} />
        {message && <MessageView message={message} />}
      </Stack>
    </PageFrame>
  );
}

function MessageView({ message }: { readonly message: Message }): ReactNode {
  const { t } = useTranslation('messages');
  const format = useFormat();
  const { recipient, subject, body, locale } = message;
  return (
    <>
      {stayedHere(message) && <NothingLeaves />}
      {message.state === 'failed' && message.lastError && (
        <Alert severity="error" icon={<Icon name="warning" />}>
          {t('message.lastError')}: <bdi>{message.lastError}</bdi>
        </Alert>
      )}
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { md: '1fr 1fr' }, alignItems: 'start' }}>
        <Section title={t('message.text')}>
          {body === null ? (
            <Typography color="textSecondary">{t('message.secret')}</Typography>
          ) : (
            <MessageText subject={subject} body={body} locale={locale} />
          )}
        </Section>
        <Section title={t('message.facts')}>
          <Facts>
            <Fact label={t('message.recipient')}>
              {<Code>{recipient.startsWith('+') ? format.digits(recipient) : recipient}</Code>}
            </Fact>
            <Fact label={t('message.language')}>{t(`languages.${locale}`)}</Fact>
            <Fact label={t('message.createdAt')}>{<DateTimeText value={message.createdAt} />}</Fact>
            <Fact label={t('message.sentAt')}>
              <DateTimeText value={stayedHere(message) ? null : message.sentAt} />
            </Fact>
            <Fact label={t('message.provider')}>
              {stayedHere(message) ? t('message.noProvider') : message.provider && <Code>{message.provider}</Code>}
            </Fact>
            <Fact label={t('message.attempts')}>{format.number(message.attempts)}</Fact>
            {message.resent && <Fact label={t('message.resent')}>{t('message.resentHint')}</Fact>}
            {message.orderId && (
              <Fact label={t('message.about')}>
                <RecordLink kind="repair-order" id={message.orderId}>
                  {t('message.order')}
                </RecordLink>
              </Fact>
            )}
            {message.receptionId && (
              <Fact label={t('message.about')}>
                <RecordLink kind="reception" id={message.receptionId}>
                  {t('message.reception')}
                </RecordLink>
              </Fact>
            )}
          </Facts>
        </Section>
      </Box>
    </>
  );
}
