import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Stack from '@mui/material/Stack';
import MuiTextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from './problem-alert';

interface ConfirmDialogProps {
  readonly open: boolean;
  readonly title: string;
  /** What will happen, in a sentence. */
  readonly text: string;
  readonly confirmLabel: string;
  /** Asks why; the answer goes to `onConfirm`. */
  readonly reason?: 'optional' | 'required';
  /** Something that cannot be taken back. */
  readonly danger?: boolean;
  readonly pending?: boolean;
  readonly error?: unknown;
  readonly onConfirm: (reason: string) => void;
  readonly onClose: () => void;
}

/** Asks before an act. Mount it only while it is needed, so that each question starts empty. */
export function ConfirmDialog(props: ConfirmDialogProps): ReactNode {
  const { open, title, text, confirmLabel, reason, danger = false, pending = false, error, onConfirm, onClose } = props;
  const { t } = useTranslation('ui');
  const [why, setWhy] = useState('');
  const id = useId();
  const incomplete = reason === 'required' && why.trim() === '';

  return (
    <Dialog open={open} onClose={pending ? undefined : onClose} aria-labelledby={`${id}-title`} maxWidth="xs" fullWidth>
      <DialogTitle id={`${id}-title`}>{title}</DialogTitle>
      <DialogContent>
        <Stack spacing={2}>
          <Typography>{text}</Typography>
          {reason && (
            <MuiTextField
              label={t('confirm.reason')}
              value={why}
              onChange={(event) => setWhy(event.target.value)}
              required={reason === 'required'}
              autoFocus
              multiline
              minRows={2}
              slotProps={{ htmlInput: { maxLength: 500 } }}
            />
          )}
          <ProblemAlert error={error} />
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} disabled={pending}>
          {t('form.cancel')}
        </Button>
        <Button
          variant="contained"
          color={danger ? 'error' : 'primary'}
          loading={pending}
          disabled={incomplete}
          autoFocus={!reason}
          onClick={() => onConfirm(why.trim())}
        >
          {confirmLabel}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
