import Card from '@mui/material/Card';
import CardActionArea from '@mui/material/CardActionArea';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { directionOf } from '../../lib/i18n';
import { EmptyState } from '../../ui/empty-state';
import { PageFrame } from '../../ui/page-frame';
import { StatusChip } from '../../ui/status-chip';
import { messageEvents, templatesQuery, type Template } from './api';
import { MessageTabs } from './message-tabs';

/** The texts customers get: one for each event, channel and language. */
export function TemplatesPage(): ReactNode {
  const { t } = useTranslation('messages');
  const query = useQuery(templatesQuery);
  const templates = query.data?.data ?? [];
  return (
    <PageFrame title={t('navigation.label')} tabs={<MessageTabs />} query={query}>
      {templates.length === 0 && <EmptyState icon="message" title={t('templates.empty')} />}
      <Stack spacing={4}>
        {messageEvents.map((event) => (
          <section key={event} aria-label={t(`events.${event}`)}>
            <Typography variant="h2">{t(`events.${event}`)}</Typography>
            <Typography variant="body2" color="textSecondary" sx={{ mb: 1.5 }}>
              {t(`eventHints.${event}`)}
            </Typography>
            <Box
              sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 240px), 1fr))' }}
            >
              {templates
                .filter((template) => template.event === event)
                .sort(inOrder)
                .map((template) => (
                  <TemplateCard key={template.id} template={template} />
                ))}
            </Box>
          </section>
        ))}
      </Stack>
    </PageFrame>
  );
}

/** SMS before e-mail, and the two languages always in the same places. */
function inOrder(one: Template, other: Template): number {
  return other.channel.localeCompare(one.channel) || other.locale.localeCompare(one.locale);
}

function TemplateCard({ template }: { readonly template: Template }): ReactNode {
  const { t } = useTranslation('messages');
  const { id, channel, locale, subject, body, active } = template;
  return (
    <Card>
      <CardActionArea component={Link} to={`/messages/templates/${id}`} sx={{ height: 1, p: 2 }}>
        <Stack direction="row" sx={{ alignItems: 'center', minHeight: 28, mb: 1 }}>
          <Typography variant="subtitle2" sx={{ flex: 1 }}>
            {t('templates.of', { channel: t(`channels.${channel}`), language: t(`languages.${locale}`) })}
          </Typography>
          {!active && <StatusChip tone="neutral" label={t('templates.off')} />}
        </Stack>
        <Typography
          dir={directionOf(locale)}
          lang={locale}
          variant="body2"
          color="textSecondary"
          sx={{
            textAlign: 'start',
            whiteSpace: 'pre-line',
            display: '-webkit-box',
            WebkitBoxOrient: 'vertical',
            WebkitLineClamp: 4,
            overflow: 'hidden',
          }}
        >
          {subject ?? body}
        </Typography>
      </CardActionArea>
    </Card>
  );
}
