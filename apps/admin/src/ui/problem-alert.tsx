import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../lib/i18n';
import { preferences } from '../lib/preferences';
import { toProblem, type Problem } from '../lib/problem';
import { Code } from './text';
import { Icon } from './icon';

interface ProblemAlertProps {
  /** What a query or command threw; nothing is shown for null. */
  readonly error: unknown;
  /** Try again. Without it only a change by someone else offers one: reading the records anew. */
  readonly onRetry?: (() => void) | undefined;
}

/** A refusal in the reader's words, with what to do next and the id to quote. */
export function ProblemAlert({ error, onRetry }: ProblemAlertProps): ReactNode {
  const { t } = useTranslation('ui');
  const queryClient = useQueryClient();
  if (!error) return null;
  const problem = toProblem(error);
  const stale = problem.status === 412;
  const retry = stale ? () => void queryClient.invalidateQueries() : onRetry;

  return (
    <Alert
      severity={stale || problem.status === 0 ? 'warning' : 'error'}
      icon={<Icon name="warning" />}
      action={
        retry && (
          <Button color="inherit" size="small" startIcon={<Icon name="refresh" />} onClick={retry}>
            {stale ? t('problem.reload') : t('problem.retry')}
          </Button>
        )
      }
    >
      <AlertTitle sx={{ mb: 0, fontSize: 'inherit', fontWeight: 600 }}>{textOf(problem)}</AlertTitle>
      {problem.instance && (
        <Typography variant="caption" color="textSecondary" component="p">
          {t('problem.reference')} <Code>{problem.instance}</Code>
        </Typography>
      )}
    </Alert>
  );
}

/** The problem's own text; else what the server wrote, which is English; else what its status means. */
export function textOf(problem: Problem): string {
  return (
    problemText(problem.code, problem.params) ??
    (preferences.get().language === 'en' ? (problem.detail ?? problem.title) : null) ??
    problemText(`http.${problem.status}`, {}) ??
    problemText('client.unexpected', {}) ??
    problem.code
  );
}
