import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { components } from '../../lib/api-types';
import { useCommand } from '../../lib/command';
import { api, asRead, read } from '../../lib/http';

type Schemas = components['schemas'];
export type Message = Schemas['MessageDto'];
export type MessageState = Schemas['MessageState'];
export type Channel = Schemas['MessageChannel'];
export type MessageEvent = Schemas['MessageEvent'];
export type Template = Schemas['MessageTemplateDto'];

export const messageStates = ['queued', 'sending', 'sent', 'delivered', 'failed'] as const satisfies MessageState[];
export const channels = ['sms', 'email'] as const satisfies Channel[];
export const messageEvents = [
  'received',
  'quote-ready',
  'ready-for-pickup',
  'delivered',
  'guarantee-ending',
  'contract-ending',
  'card-activated',
  'card-refused',
  'card-unreadable',
  'security-alert',
  'otp',
] as const satisfies MessageEvent[];

/** What stands for a provider where none is configured: messages end there and nothing leaves. */
const DEV_OUTBOX = 'dev-outbox';

export function stayedHere({ provider }: Pick<Message, 'provider'>): boolean {
  return provider === DEV_OUTBOX;
}

const feature = 'messages';

interface MessagesSearch {
  readonly limit?: number | undefined;
  readonly cursor?: string | undefined;
  readonly state?: MessageState | undefined;
  readonly channel?: Channel | undefined;
}

export const messagesQuery = (query: MessagesSearch) =>
  queryOptions({
    queryKey: [feature, 'list', query],
    queryFn: ({ signal }) => read(api.GET('/api/v1/messages', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });

export const messageQuery = (id: string) =>
  queryOptions({
    queryKey: [feature, 'one', id],
    queryFn: ({ signal }) => read(api.GET('/api/v1/messages/{id}', { params: { path: { id } }, signal })),
  });

export const useRetryMessage = (id: string, onDone: () => void) =>
  useCommand<void, Message>({
    feature,
    run: (_, key) =>
      read(
        api.POST('/api/v1/messages/{id}/retry', {
          params: { path: { id }, header: { 'Idempotency-Key': key } },
        }),
      ),
    onDone,
  });

export const templatesQuery = queryOptions({
  queryKey: [feature, 'templates'],
  queryFn: ({ signal }) => read(api.GET('/api/v1/message-templates', { signal })),
});

export const templateQuery = (id: string) =>
  queryOptions({
    queryKey: [feature, 'templates', id],
    queryFn: ({ signal }) => read(api.GET('/api/v1/message-templates/{id}', { params: { path: { id } }, signal })),
  });

export interface TemplateText {
  readonly subject: string | null;
  readonly body: string;
}

/** The text with sample values, as the server would send it. Refused where it names what the event does not have. */
export const previewQuery = (id: string, text: TemplateText) =>
  queryOptions({
    queryKey: [feature, 'preview', id, text],
    queryFn: ({ signal }) =>
      read(api.POST('/api/v1/message-templates/{id}/preview', { params: { path: { id } }, body: text, signal })),
    enabled: text.body.trim() !== '',
    placeholderData: keepPreviousData,
    retry: false,
  });

export const useChangeTemplate = (template: Template, onDone: () => void) =>
  useCommand({
    feature,
    run: (body: Schemas['ChangeMessageTemplateDto']) =>
      read(api.PATCH('/api/v1/message-templates/{id}', { params: asRead(template), body })),
    onDone,
  });
