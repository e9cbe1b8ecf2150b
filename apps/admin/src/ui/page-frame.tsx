import Breadcrumbs from '@mui/material/Breadcrumbs';
import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { Link as RouterLink } from '@tanstack/react-router';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { toProblem } from '../lib/problem';
import { EmptyState } from './empty-state';
import { Icon } from './icon';
import { ProblemAlert } from './problem-alert';

interface Crumb {
  readonly to: string;
  readonly label: string;
}

/** As much of a query as the frame needs to show its state. */
interface PageQuery {
  readonly isPending: boolean;
  readonly error: unknown;
  readonly refetch: () => unknown;
}

interface PageFrameProps {
  readonly title: string;
  readonly subtitle?: ReactNode;
  /** The pages above this one. */
  readonly trail?: readonly Crumb[];
  /** Beside the title: a status. */
  readonly status?: ReactNode;
  /** The page's buttons, the primary one last. */
  readonly actions?: ReactNode;
  /** `PageTabs`: this page's neighbours, below its head in every state. */
  readonly tabs?: ReactNode;
  /** The query the whole page stands on; until it has data its state is shown instead of the children. */
  readonly query?: PageQuery;
  /** Forms and texts read better narrow. */
  readonly width?: 'narrow' | 'wide';
  readonly children?: ReactNode;
}

/** Title, way back, actions, and the page's four states. */
export function PageFrame({
  title,
  subtitle,
  trail = [],
  status,
  actions,
  tabs,
  query,
  width = 'wide',
  children,
}: PageFrameProps): ReactNode {
  useEffect(() => {
    document.title = `${title} · Aftercare`;
  }, [title]);

  return (
    <Box sx={{ maxWidth: width === 'narrow' ? 720 : 1440, mx: 'auto', width: 1 }}>
      <Trail crumbs={trail} />
      <Stack
        component="header"
        direction="row"
        sx={{ alignItems: 'center', flexWrap: 'wrap', columnGap: 2, rowGap: 1.5, mb: 3, minHeight: 40 }}
      >
        <Box sx={{ flex: '1 1 auto', minWidth: 0 }}>
          <Stack direction="row" sx={{ alignItems: 'center', flexWrap: 'wrap', columnGap: 1.5 }}>
            <Typography variant="h1">{title}</Typography>
            {status}
          </Stack>
          {subtitle && (
            <Typography color="textSecondary" component="div">
              {subtitle}
            </Typography>
          )}
        </Box>
        {actions && (
          <Stack direction="row" sx={{ flexWrap: 'wrap', gap: 1, whiteSpace: 'nowrap' }}>
            {actions}
          </Stack>
        )}
      </Stack>
      {tabs}
      {query ? <PageState query={query}>{children}</PageState> : children}
    </Box>
  );
}

function PageState({ query, children }: { readonly query: PageQuery; readonly children: ReactNode }): ReactNode {
  if (query.isPending) return <LoadingState />;
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return children;
}

export function LoadingState(): ReactNode {
  const { t } = useTranslation('ui');
  return (
    <Stack spacing={2} aria-busy="true" aria-label={t('state.loading')} role="status">
      <Skeleton variant="rounded" height={72} />
      <Skeleton variant="rounded" height={200} />
    </Stack>
  );
}

/** Forbidden and missing have a page of their own; every other problem says so and can be tried again. */
export function ErrorState({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }): ReactNode {
  const { status } = toProblem(error);
  if (status === 403) return <ForbiddenState />;
  if (status === 404) return <NotFoundState />;
  return <ProblemAlert error={error} onRetry={onRetry} />;
}

export function ForbiddenState(): ReactNode {
  const { t } = useTranslation('ui');
  return <EmptyState icon="lock" title={t('state.forbidden')} hint={t('state.forbiddenHint')} />;
}

export function NotFoundState(): ReactNode {
  const { t } = useTranslation('ui');
  return <EmptyState icon="search" title={t('state.notFound')} hint={t('state.notFoundHint')} />;
}

function Trail({ crumbs }: { readonly crumbs: readonly Crumb[] }): ReactNode {
  const { t } = useTranslation('ui');
  if (crumbs.length === 0) return null;
  return (
    <Breadcrumbs
      aria-label={t('page.trail')}
      separator={<Icon name="chevron" sx={{ fontSize: 14 }} />}
      sx={{ mb: 0.5 }}
    >
      {crumbs.map(({ to, label }) => (
        <Link key={to} component={RouterLink} to={to} variant="body2" color="textSecondary">
          {label}
        </Link>
      ))}
    </Breadcrumbs>
  );
}
