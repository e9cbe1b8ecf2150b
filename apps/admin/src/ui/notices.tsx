import Button from '@mui/material/Button';
import Snackbar from '@mui/material/Snackbar';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { createStore, useStore } from '../lib/store';

interface Notice {
  readonly text: string;
  /** Takes the act back; never for money or messages. */
  readonly undo?: () => void;
}

const UNDO_MS = 10_000;
const READ_MS = 5_000;
const notices = createStore<{ readonly current: Notice | null }>({ current: null });

/** Says in passing that something was done, or takes the word back; refusals stay on the page as a ProblemAlert instead. */
export function notify(notice: Notice | null): void {
  notices.set({ current: notice });
}

/** Where notices appear; once, in the shell. */
export function Notices(): ReactNode {
  const { current } = useStore(notices);
  const { t } = useTranslation('ui');
  const close = (): void => notify(null);
  return (
    <Snackbar
      key={current?.text}
      open={current !== null}
      message={current?.text}
      autoHideDuration={current?.undo ? UNDO_MS : READ_MS}
      onClose={(_, reason) => reason !== 'clickaway' && close()}
      action={
        current?.undo && (
          <Button color="inherit" size="small" onClick={() => (current.undo?.(), close())}>
            {t('notice.undo')}
          </Button>
        )
      }
    />
  );
}
