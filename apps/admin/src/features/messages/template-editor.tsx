import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import FormControlLabel from '@mui/material/FormControlLabel';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Switch from '@mui/material/Switch';
import MuiTextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { directionOf } from '../../lib/i18n';
import { notify } from '../../ui/notices';
import { ProblemAlert } from '../../ui/problem-alert';
import { Section } from '../../ui/section';
import { previewQuery, useChangeTemplate, type Template, type TemplateText } from './api';
import { MessageText } from './message-parts';
import { smsLength } from './sms-length';

const TYPING_PAUSE_MS = 400;

/** The text beside what the customer will read. Variables are put in where one writes. */
export function TemplateEditor({ template }: { readonly template: Template }): ReactNode {
  const { t } = useTranslation(['messages', 'ui']);
  const [text, setText] = useState<TemplateText>({ subject: template.subject, body: template.body });
  const [active, setActive] = useState(template.active);
  const field = useRef<HTMLTextAreaElement>(null);
  /** Where one writes; a field nobody has been in is written on at its end. */
  const caret = useRef<{ readonly start: number; readonly end: number } | null>(null);
  const change = useChangeTemplate(template, () => notify({ text: t('templates.saved') }));
  const changed = text.subject !== template.subject || text.body !== template.body || active !== template.active;
  const writing = { dir: directionOf(template.locale), lang: template.locale };

  const insert = (variable: string): void => {
    const input = field.current;
    const placeholder = `{{${variable}}}`;
    const { start, end } = caret.current ?? { start: text.body.length, end: text.body.length };
    setText({ ...text, body: text.body.slice(0, start) + placeholder + text.body.slice(end) });
    requestAnimationFrame(() => {
      input?.focus();
      input?.setSelectionRange(start + placeholder.length, start + placeholder.length);
    });
  };

  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { md: '3fr 2fr' }, alignItems: 'start' }}>
      <Section title={t('templates.text')}>
        <Stack spacing={2.5} sx={{ pt: 1 }}>
          {text.subject !== null && (
            <MuiTextField
              label={t('templates.subject')}
              value={text.subject}
              onChange={(event) => setText({ ...text, subject: event.target.value })}
              required
              slotProps={{ htmlInput: { ...writing, maxLength: 200 } }}
            />
          )}
          <MuiTextField
            label={t('templates.body')}
            value={text.body}
            onChange={(event) => setText({ ...text, body: event.target.value })}
            inputRef={field}
            onSelect={() => {
              const { selectionStart, selectionEnd } = field.current ?? { selectionStart: 0, selectionEnd: 0 };
              caret.current = { start: selectionStart, end: selectionEnd };
            }}
            required
            multiline
            minRows={template.channel === 'sms' ? 4 : 10}
            slotProps={{ htmlInput: { ...writing, maxLength: 2_000 } }}
          />
          <div>
            <Typography variant="body2" color="textSecondary" sx={{ mb: 1 }}>
              {t('templates.variablesHint')}
            </Typography>
            <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap' }}>
              {template.variables.map((variable) => (
                <Chip key={variable} label={nameOf(variable, t)} onClick={() => insert(variable)} />
              ))}
            </Stack>
          </div>
          <FormControlLabel
            label={
              <>
                {t('templates.active')}
                <Typography variant="body2" color="textSecondary">
                  {t('templates.activeHint')}
                </Typography>
              </>
            }
            control={<Switch checked={active} onChange={(_, on) => setActive(on)} />}
          />
          <ProblemAlert error={change.error} />
          <Stack direction="row" spacing={1.5}>
            <Button
              variant="contained"
              loading={change.isPending}
              disabled={!changed}
              onClick={() => change.mutate({ ...text, active })}
            >
              {t('ui:form.save')}
            </Button>
            {changed && (
              <Button
                disabled={change.isPending}
                onClick={() => {
                  setText({ subject: template.subject, body: template.body });
                  setActive(template.active);
                  change.reset();
                }}
              >
                {t('templates.discard')}
              </Button>
            )}
          </Stack>
        </Stack>
      </Section>
      <Preview template={template} text={text} />
    </Box>
  );
}

function nameOf(variable: string, t: ReturnType<typeof useTranslation<['messages', 'ui']>>['t']): string {
  switch (variable) {
    case 'customer':
    case 'device':
    case 'number':
    case 'link':
    case 'center':
    case 'code':
      return t(`variables.${variable}`);
    default:
      return variable;
  }
}

function Preview({ template, text }: { readonly template: Template; readonly text: TemplateText }): ReactNode {
  const { t } = useTranslation('messages');
  const settled = useSettled(text);
  const preview = useQuery(previewQuery(template.id, settled));
  const shown = preview.data;
  return (
    <Section title={t('templates.preview')}>
      <Stack spacing={1.5}>
        <Typography variant="body2" color="textSecondary">
          {t('templates.previewHint')}
        </Typography>
        <ProblemAlert error={preview.error} />
        {shown && !preview.error && (
          <>
            <MessageText subject={shown.subject} body={shown.body} locale={template.locale} />
            {template.channel === 'sms' && <SmsCounter text={shown.body} />}
          </>
        )}
      </Stack>
    </Section>
  );
}

function SmsCounter({ text }: { readonly text: string }): ReactNode {
  const { t } = useTranslation('messages');
  const format = useFormat();
  const { characters, parts, single, each } = smsLength(text);
  return (
    <div>
      <Typography variant="body2" sx={{ fontWeight: 600 }} aria-live="polite">
        {t('sms.length', { count: characters, characters: format.number(characters), parts: format.number(parts) })}
      </Typography>
      <Typography variant="body2" color="textSecondary">
        {t('sms.hint', { single: format.number(single), each: format.number(each) })}
      </Typography>
    </div>
  );
}

/** The text once typing pauses. */
function useSettled(text: TemplateText): TemplateText {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
