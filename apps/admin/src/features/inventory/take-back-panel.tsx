import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { notify } from '../../ui/notices';
import { SidePanel } from '../../ui/side-panel';
import { useTakeBackParts, type Requisition } from './api';
import { MovePartsForm } from './move-parts-form';

interface TakeBackPanelProps {
  readonly requisition: Requisition;
  readonly onClose: () => void;
}

/** Pieces that were handed out and not used come back to the shelf. */
export function TakeBackPanel({ requisition, onClose }: TakeBackPanelProps): ReactNode {
  const { t } = useTranslation('inventory');
  const takeBack = useTakeBackParts((_, { lines }) => {
    notify({ text: t('takeBack.done', { count: lines.reduce((sum, { quantity }) => sum + quantity, 0) }) });
    onClose();
  });
  return (
    <SidePanel title={t('takeBack.title')} onClose={onClose}>
      <Typography color="textSecondary" sx={{ mb: 1 }}>
        {t('takeBack.hint')}
      </Typography>
      <MovePartsForm
        lines={requisition.lines.filter(({ issued, returned }) => issued > returned)}
        most={({ issued, returned }) => issued - returned}
        initial={() => 0}
        field={t('takeBack.field')}
        submit={(count) => t('takeBack.submit', { count })}
        pending={takeBack.isPending}
        error={takeBack.error}
        onSubmit={(lines) => takeBack.mutate({ requisition, lines })}
      />
    </SidePanel>
  );
}
