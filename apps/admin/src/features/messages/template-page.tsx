import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../lib/session';
import { PageFrame } from '../../ui/page-frame';
import { Section } from '../../ui/section';
import { StatusChip } from '../../ui/status-chip';
import { templateQuery } from './api';
import { MessageText } from './message-parts';
import { TemplateEditor } from './template-editor';

/** One text of one event, for one channel and language. */
export function TemplatePage(): ReactNode {
  const { t } = useTranslation('messages');
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useQuery(templateQuery(id));
  const mayChange = useCan()('notification.manage');
  const template = query.data;
  return (
    <PageFrame
      title={template ? t(`events.${template.event}`) : t('templates.one')}
      subtitle={
        template &&
        t('templates.of', {
          channel: t(`channels.${template.channel}`),
          language: t(`languages.${template.locale}`),
        })
      }
      trail={[{ to: '/messages/templates', label: t('templates.title') }]}
      status={template && !template.active && <StatusChip tone="neutral" label={t('templates.off')} />}
      query={query}
    >
      {template &&
        (mayChange ? (
          <TemplateEditor key={template.version} template={template} />
        ) : (
          <Section title={t('templates.text')}>
            <MessageText subject={template.subject} body={template.body} locale={template.locale} />
          </Section>
        ))}
    </PageFrame>
  );
}
