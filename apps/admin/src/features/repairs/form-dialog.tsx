import Dialog from '@mui/material/Dialog';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useId, type ReactNode } from 'react';

interface FormDialogProps {
  readonly title: string;
  readonly pending: boolean;
  readonly onClose: () => void;
  readonly width?: 'xs' | 'sm' | 'md';
  readonly children: ReactNode;
}

/** A question that needs more than a reason. Mount it only while it is needed, so that it starts empty. */
export function FormDialog({ title, pending, onClose, width = 'xs', children }: FormDialogProps): ReactNode {
  const id = useId();
  return (
    <Dialog open onClose={pending ? undefined : onClose} aria-labelledby={id} maxWidth={width} fullWidth>
      <DialogTitle id={id}>{title}</DialogTitle>
      <DialogContent sx={{ pt: '8px !important' }}>{children}</DialogContent>
    </Dialog>
  );
}
