import Box from '@mui/material/Box';
import List from '@mui/material/List';
import ListItem from '@mui/material/ListItem';
import ListItemButton from '@mui/material/ListItemButton';
import ListItemIcon from '@mui/material/ListItemIcon';
import ListItemText from '@mui/material/ListItemText';
import Stack from '@mui/material/Stack';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import { Link, useLocation } from '@tanstack/react-router';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../lib/i18n';
import { prefer } from '../../lib/preferences';
import type { NavigationEntry } from '../../ui/feature';
import { useNavigation, type NavigationSection } from '../../ui/features';
import { Icon } from '../../ui/icon';
import { Brand } from './brand';

interface SideNavigationProps {
  /** Icons only, the words in tooltips. */
  readonly narrow: boolean;
  readonly collapsible?: boolean;
}

/** Where this account can go. */
export function SideNavigation({ narrow, collapsible = false }: SideNavigationProps): ReactNode {
  const { t } = useTranslation('app');
  const sections = useNavigation();
  return (
    <Stack component="nav" aria-label={t('shell.navigation')} sx={{ height: 1 }}>
      <Box sx={{ height: 64, display: 'flex', alignItems: 'center', px: narrow ? 2 : 2.5, flexShrink: 0 }}>
        <Brand markOnly={narrow} />
      </Box>
      <Box sx={{ flex: 1, overflowY: 'auto', overflowX: 'hidden', px: 1.5, pb: 2 }}>
        {sections.map((section) => (
          <Section key={section.group} section={section} narrow={narrow} />
        ))}
      </Box>
      {collapsible && (
        <Box sx={{ p: 1.5, borderTop: 1, borderColor: 'divider' }}>
          <Item
            narrow={narrow}
            icon={<Icon name="panel" />}
            label={t(narrow ? 'shell.widen' : 'shell.narrow')}
            props={{ onClick: () => prefer({ navigation: narrow ? 'open' : 'narrow' }) }}
          />
        </Box>
      )}
    </Stack>
  );
}

function Section({ section, narrow }: { readonly section: NavigationSection; readonly narrow: boolean }): ReactNode {
  const { t } = useTranslation('app');
  const id = useId();
  return (
    <>
      <Typography
        id={id}
        variant="overline"
        component="h2"
        color="textSecondary"
        sx={
          narrow
            ? { height: 1, m: 1, overflow: 'hidden', color: 'transparent', borderTop: 1, borderColor: 'divider' }
            : { px: 1.25, pt: 2, pb: 0.5 }
        }
      >
        {t(`groups.${section.group}`)}
      </Typography>
      <List disablePadding aria-labelledby={id}>
        {section.entries.map((entry) => (
          <ListItem key={entry.to} disablePadding sx={{ mb: 0.25 }}>
            <NavigationLink entry={entry} narrow={narrow} />
          </ListItem>
        ))}
      </List>
    </>
  );
}

function NavigationLink({ entry, narrow }: { readonly entry: NavigationEntry; readonly narrow: boolean }): ReactNode {
  const text = useText();
  const { pathname } = useLocation();
  const current = entry.to === '/' ? pathname === '/' : pathname === entry.to || pathname.startsWith(`${entry.to}/`);
  return (
    <Item
      narrow={narrow}
      icon={<Icon name={entry.icon} />}
      label={text(entry.label)}
      props={{ component: Link, to: entry.to, selected: current, ...(current && { 'aria-current': 'page' }) }}
    />
  );
}

interface ItemProps {
  readonly narrow: boolean;
  readonly icon: ReactNode;
  readonly label: string;
  readonly props: object;
}

function Item({ narrow, icon, label, props }: ItemProps): ReactNode {
  return (
    <Tooltip title={narrow ? label : ''} placement="right">
      <ListItemButton
        aria-label={narrow ? label : undefined}
        sx={{
          px: 1.25,
          color: 'text.secondary',
          '&.Mui-selected': { color: 'primary.main', '& .MuiTypography-root': { fontWeight: 600 } },
          '& .MuiListItemIcon-root': { color: 'inherit', minWidth: 0, marginInlineEnd: narrow ? 0 : 1.5 },
        }}
        {...props}
      >
        <ListItemIcon>{icon}</ListItemIcon>
        {!narrow && <ListItemText primary={label} slotProps={{ primary: { variant: 'body2', noWrap: true } }} />}
      </ListItemButton>
    </Tooltip>
  );
}
