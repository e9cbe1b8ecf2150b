import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { Link, useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useCan } from '../lib/session';

export interface PageTab {
  readonly to: string;
  readonly label: string;
  /** Without it the tab is not shown. */
  readonly permission?: string;
}

/** The pages of one part of the product, side by side; each has its own address. */
export function PageTabs({ label, tabs }: { readonly label: string; readonly tabs: readonly PageTab[] }): ReactNode {
  const can = useCan();
  const { pathname } = useLocation();
  const open = tabs.filter(({ permission }) => can(permission));
  // The longest address that leads here: `/accounts/roles` before `/accounts`.
  const [current] = open
    .filter(({ to }) => pathname === to || pathname.startsWith(`${to}/`))
    .sort((one, other) => other.to.length - one.to.length);
  if (open.length < 2) return null;
  return (
    <Tabs
      component="nav"
      aria-label={label}
      value={current?.to ?? false}
      variant="scrollable"
      scrollButtons="auto"
      allowScrollButtonsMobile
      sx={{ mb: 3, borderBottom: 1, borderColor: 'divider', minHeight: 44 }}
    >
      {open.map((tab) => (
        <Tab
          key={tab.to}
          component={Link}
          to={tab.to}
          value={tab.to}
          label={tab.label}
          sx={{ minHeight: 44, minWidth: 0, px: 2 }}
          {...(tab === current && { 'aria-current': 'page' as const })}
        />
      ))}
    </Tabs>
  );
}
