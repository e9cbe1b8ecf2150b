import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import MuiTextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../ui/problem-alert';
import { Section } from '../../ui/section';
import { fileColumnsQuery, type KindOfRows, type Mapping } from './api';

interface MappingSectionProps {
  readonly kind: KindOfRows;
  readonly fileId: string;
  /** What is chosen by now: field to column. */
  readonly onChange: (mapping: Mapping | null) => void;
}

/** Which column each field stands in: guessed by the server, changed by hand. A column serves one field. */
export function MappingSection({ kind, fileId, onChange }: MappingSectionProps): ReactNode {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const query = useQuery(fileColumnsQuery(fileId, kind.name));
  const [chosen, setChosen] = useState<Mapping | null>(null);
  const mapping = chosen ?? (query.data?.mapping as Mapping | undefined) ?? null;
  useEffect(() => onChange(mapping), [onChange, mapping]);
  if (query.error) return <ProblemAlert error={query.error} />;
  if (!query.data || !mapping) return null;
  const { columns, sample } = query.data;
  const choose = (field: string, column: string): void => {
    const others = Object.entries(mapping).filter(([name, taken]) => name !== field && taken !== column);
    setChosen(Object.fromEntries(column === '' ? others : [...others, [field, column]]));
  };

  return (
    <Section title={t('mapping.title')}>
      <Typography variant="body2" color="textSecondary" sx={{ mb: 2 }}>
        {t('mapping.hint')}
      </Typography>
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 260px), 1fr))' }}>
        {kind.fields.map(({ name, label, key, required }) => {
          const column = mapping[name] ?? '';
          const values = sample.map((row) => row[columns.indexOf(column)] ?? '').filter((text) => text !== '');
          return (
            <MuiTextField
              key={name}
              select
              label={format.name(label)}
              required={key}
              value={column}
              onChange={(event) => choose(name, event.target.value)}
              error={key && column === ''}
              helperText={column ? <bdi>{values.join(' · ') || '—'}</bdi> : required ? t('mapping.needed') : ' '}
              slotProps={{
                select: { displayEmpty: true },
                inputLabel: { shrink: true },
                formHelperText: { sx: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } },
              }}
            >
              <MenuItem value="">
                <Typography color="textSecondary">{t('mapping.none')}</Typography>
              </MenuItem>
              {columns.map((each) => (
                <MenuItem key={each} value={each}>
                  <bdi>{each}</bdi>
                </MenuItem>
              ))}
            </MuiTextField>
          );
        })}
      </Box>
    </Section>
  );
}
