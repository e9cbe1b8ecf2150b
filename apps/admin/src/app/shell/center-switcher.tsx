import Button from '@mui/material/Button';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Box from '@mui/material/Box';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAccount, useCenter, workAt } from '../../lib/session';
import { Icon } from '../../ui/icon';
import { Code, Name } from '../../ui/text';

/** Which centre one works for now; only for accounts that have several. */
export function CenterSwitcher(): ReactNode {
  const { t } = useTranslation('app');
  const { centers } = useAccount();
  const current = useCenter();
  const queryClient = useQueryClient();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  if (centers.length < 2) return null;

  const choose = (id: string): void => {
    setAnchor(null);
    workAt(id);
    void queryClient.invalidateQueries();
  };
  return (
    <>
      <Button
        color="inherit"
        aria-haspopup="menu"
        aria-label={t('center.switch')}
        onClick={(event) => setAnchor(event.currentTarget)}
        startIcon={<Icon name="building" />}
        endIcon={<Icon name="down" />}
        sx={{
          minWidth: 0,
          px: { xs: 1, md: 1.5 },
          '& .MuiButton-icon': { mx: { xs: 0, md: 0.5 } },
          '& .MuiButton-endIcon': { display: { xs: 'none', md: 'inherit' } },
        }}
      >
        <Box
          component="span"
          sx={{
            display: { xs: 'none', md: 'inline' },
            maxWidth: 200,
            overflow: 'hidden',
            textOverflow: 'ellipsis',
            whiteSpace: 'nowrap',
          }}
        >
          <Name value={current?.name} />
        </Box>
      </Button>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        {centers.map(({ id, code, name }) => (
          <MenuItem key={id} selected={id === current?.id} onClick={() => choose(id)}>
            <Box sx={{ flex: 1 }}>
              <Name value={name} />
            </Box>
            <Box sx={{ color: 'text.secondary', fontSize: 13 }}>
              <Code>{code}</Code>
            </Box>
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
