import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useEffect, useRef, type ReactNode } from 'react';
import type { FieldPath, FieldValues, SubmitHandler, UseFormReturn, UseFormSetError } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useHotkey } from '../lib/hotkeys';
import { problemText } from '../lib/i18n';
import { usePreferences } from '../lib/preferences';
import { toProblem } from '../lib/problem';
import { ProblemAlert } from './problem-alert';

interface FormProps<Values extends FieldValues> {
  readonly form: UseFormReturn<Values>;
  readonly onSubmit: SubmitHandler<Values>;
  /** What the command threw: its field errors go to their fields, the rest stands above the button. */
  readonly error: unknown;
  readonly pending: boolean;
  readonly submitLabel: string;
  readonly onCancel?: () => void;
  readonly children: ReactNode;
}

/** Fields in one column, the refusal, and the buttons. Ctrl+Enter sends; a second click while sending does nothing. */
export function Form<Values extends FieldValues>(props: FormProps<Values>): ReactNode {
  const { form, onSubmit, error, pending, submitLabel, onCancel, children } = props;
  const { t } = useTranslation('ui');
  const submit = form.handleSubmit((values) => (pending ? undefined : onSubmit(values)));
  useHotkey('Ctrl+Enter', () => void submit());
  const { setError } = form; // stable, while `form` is a new object whenever its state changes
  useEffect(() => putOnFields(setError, error), [setError, error]);
  useRefusalsInLanguage(form);

  return (
    <Stack component="form" noValidate spacing={2.5} onSubmit={(event) => void submit(event)}>
      {children}
      <ProblemAlert error={error} />
      <Stack direction="row" spacing={1.5}>
        <Button type="submit" variant="contained" loading={pending}>
          {submitLabel}
        </Button>
        {onCancel && (
          <Button onClick={onCancel} disabled={pending}>
            {t('form.cancel')}
          </Button>
        )}
      </Stack>
    </Stack>
  );
}

/** Refusals that stand on fields when the language changes are made again, in the new one. */
function useRefusalsInLanguage<Values extends FieldValues>(form: UseFormReturn<Values>): void {
  const { language } = usePreferences();
  const { trigger, formState } = form;
  const refused = useRef<FieldPath<Values>[]>([]);
  refused.current = Object.keys(formState.errors) as FieldPath<Values>[];
  useEffect(() => {
    if (refused.current.length > 0) void trigger(refused.current);
  }, [trigger, language]);
}

/** `/lines/0/quantity` of the problem is the field `lines.0.quantity`; the first one gets the focus. */
function putOnFields<Values extends FieldValues>(setError: UseFormSetError<Values>, error: unknown): void {
  if (!error) return;
  toProblem(error).errors.forEach(({ pointer, code }, index) => {
    const path = pointer.replace(/^\//, '').replaceAll('/', '.') as FieldPath<Values>;
    const message = problemText(`rules.${code}`, {}) ?? problemText(code, {}) ?? problemText('invalid', {}) ?? code;
    setError(path, { type: 'server', message }, { shouldFocus: index === 0 });
  });
}
