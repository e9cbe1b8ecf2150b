import AppBar from '@mui/material/AppBar';
import IconButton from '@mui/material/IconButton';
import Toolbar from '@mui/material/Toolbar';
import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/icon';
import { AccountMenu } from './account-menu';
import { CenterSwitcher } from './center-switcher';
import { SearchBox } from './search-box';

/** Search in the middle of everything, the centre and the account at the end. */
export function TopBar({ onMenu }: { readonly onMenu?: () => void }): ReactNode {
  const { t } = useTranslation('app');
  return (
    <AppBar
      position="sticky"
      sx={{ bgcolor: 'background.paper', color: 'text.primary', borderBottom: 1, borderColor: 'divider' }}
    >
      <Toolbar sx={{ gap: { xs: 0.5, md: 2 }, minHeight: { xs: 60, md: 64 }, px: { xs: 1, md: 4 } }} disableGutters>
        {onMenu && (
          <IconButton onClick={onMenu} aria-label={t('shell.openNavigation')}>
            <Icon name="menu" fontSize="medium" />
          </IconButton>
        )}
        <SearchBox />
        <Box sx={{ flex: 1, display: { xs: 'none', md: 'block' } }} />
        <CenterSwitcher />
        <AccountMenu />
      </Toolbar>
    </AppBar>
  );
}
