import Box from '@mui/material/Box';
import Drawer from '@mui/material/Drawer';
import IconButton from '@mui/material/IconButton';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from './icon';

interface SidePanelProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A form beside the page it belongs to. Mount it only while it is needed, so that it starts empty. */
export function SidePanel({ title, onClose, children }: SidePanelProps): ReactNode {
  const { t } = useTranslation('ui');
  const id = useId();
  return (
    <Drawer
      open
      anchor="right" // the end of the line: right-to-left pages turn it round
      onClose={onClose}
      slotProps={{ paper: { role: 'dialog', 'aria-labelledby': id, sx: { width: { xs: 1, sm: 480 } } } }}
    >
      <Stack direction="row" sx={{ alignItems: 'center', px: 3, pt: 2.5, pb: 1 }}>
        <Typography id={id} variant="h2" sx={{ flex: 1 }}>
          {title}
        </Typography>
        <IconButton onClick={onClose} aria-label={t('panel.close')} edge="end">
          <Icon name="close" />
        </IconButton>
      </Stack>
      <Box sx={{ px: 3, pt: 1.5, pb: 3 }}>{children}</Box>
    </Drawer>
  );
}
