import Box from '@mui/material/Box';
import Drawer from '@mui/material/Drawer';
import Link from '@mui/material/Link';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useQueryClient } from '@tanstack/react-query';
import { Outlet, useLocation } from '@tanstack/react-router';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { followEvents } from '../../lib/events';
import { usePreferences } from '../../lib/preferences';
import { useFeatures } from '../../ui/features';
import { useSession } from '../../lib/session';
import { Notices } from '../../ui/notices';
import { SideNavigation } from './side-navigation';
import { TopBar } from './top-bar';

const OPEN_WIDTH = 248;
const NARROW_WIDTH = 68;

/** The frame around every page of a signed-in account; nothing in the moment between its end and the sign-in page. */
export function Shell(): ReactNode {
  return useSession().account && <Frame />;
}

function Frame(): ReactNode {
  const { navigation } = usePreferences();
  const isPhone = useMediaQuery((theme) => theme.breakpoints.down('md'));
  const [drawerOpen, setDrawerOpen] = useState(false);
  const { pathname } = useLocation();
  useEffect(() => setDrawerOpen(false), [pathname]);
  useLiveEvents();

  const narrow = navigation === 'narrow';
  return (
    <Box sx={{ display: 'flex', minHeight: '100dvh' }}>
      <SkipLink />
      {isPhone ? (
        <Drawer open={drawerOpen} onClose={() => setDrawerOpen(false)} slotProps={{ paper: { sx: { width: 288 } } }}>
          <SideNavigation narrow={false} />
        </Drawer>
      ) : (
        <Box
          sx={{
            width: narrow ? NARROW_WIDTH : OPEN_WIDTH,
            flexShrink: 0,
            position: 'sticky',
            top: 0,
            height: '100dvh',
            borderInlineEnd: 1,
            borderColor: 'divider',
            bgcolor: 'background.paper',
          }}
        >
          <SideNavigation narrow={narrow} collapsible />
        </Box>
      )}
      <Box sx={{ flex: 1, minWidth: 0, display: 'flex', flexDirection: 'column' }}>
        <TopBar {...(isPhone && { onMenu: () => setDrawerOpen(true) })} />
        <Box
          component="main"
          id="content"
          tabIndex={-1}
          sx={{ flex: 1, p: { xs: 2, md: 4 }, '&:focus': { outline: 'none' } }}
        >
          <Outlet />
        </Box>
      </Box>
      <Notices />
    </Box>
  );
}

function SkipLink(): ReactNode {
  const { t } = useTranslation('app');
  return (
    <Link
      href="#content"
      sx={{
        position: 'fixed',
        insetBlockStart: 8,
        insetInlineStart: 8,
        zIndex: 'tooltip',
        px: 2,
        py: 1,
        bgcolor: 'background.paper',
        borderRadius: 1,
        boxShadow: 4,
        '&:not(:focus)': { transform: 'translateY(-200%)' },
      }}
    >
      {t('shell.skip')}
    </Link>
  );
}

function useLiveEvents(): void {
  const queryClient = useQueryClient();
  const features = useFeatures();
  useEffect(() => {
    const topics = new Map<string, string[]>();
    for (const { name, topics: ownTopics = [] } of features) {
      for (const topic of ownTopics) topics.set(topic, [...(topics.get(topic) ?? []), name]);
    }
    const stop = new AbortController();
    void followEvents(queryClient, topics, stop.signal);
    return () => stop.abort();
  }, [queryClient, features]);
}
