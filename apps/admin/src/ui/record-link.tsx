import Link from '@mui/material/Link';
import { Link as RouterLink } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { components } from '../lib/api-types';
import { useFeatures } from './features';

interface RecordLinkProps {
  readonly kind: components['schemas']['SearchHitKind'] | components['schemas']['HistoryLink'] | 'supplier-claim';
  readonly id: string;
  readonly children: ReactNode;
}

/** Leads to a record of any feature, without knowing it; plain text where no feature shows that kind. */
export function RecordLink({ kind, id, children }: RecordLinkProps): ReactNode {
  const path = useFeatures().flatMap(({ records }) => records?.[kind] ?? [])[0];
  if (!path) return children;
  return (
    <Link component={RouterLink} to={path(id)} color="textPrimary" sx={{ fontWeight: 600 }}>
      {children}
    </Link>
  );
}
