import Link from '@mui/material/Link';
import { Link as RouterLink } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import { useFeatures } from '../../ui/features';
import { Code } from '../../ui/text';

interface SubjectProps {
  readonly subject: { readonly type: string; readonly id: string };
}

/** The kind of a record, leading to it where a feature shows such records. */
export function Subject({ subject: { type, id } }: SubjectProps): ReactNode {
  const { t } = useTranslation('operations');
  const path = useFeatures().flatMap(({ records }) => records?.[type] ?? [])[0];
  const known = i18next.exists(`operations:subjects.${type}`);
  const name = known ? t(`subjects.${type as 'account'}`) : <Code>{type}</Code>;
  if (!path) return name;
  return (
    <Link component={RouterLink} to={path(id)} color="textPrimary">
      {name}
    </Link>
  );
}
