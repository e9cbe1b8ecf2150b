import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { StatusChip, type Tone } from '../../ui/status-chip';
import type { TermsNote } from './api';

const tones = { high: 'good', medium: 'neutral', low: 'waiting' } as const satisfies Record<
  TermsNote['confidence'],
  Tone
>;

/** Notes on the rules of terms, to be read. */
export function NoteList({ notes }: { readonly notes: readonly TermsNote[] }): ReactNode {
  const { t } = useTranslation('warranty');
  return (
    <Stack spacing={1.5}>
      {notes.map(({ about, text, source, confidence }, index) => (
        <Box key={`${about}${index}`}>
          <Stack direction="row" useFlexGap spacing={1} sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
            <Typography variant="body2" sx={{ fontWeight: 600 }}>
              {t(`topics.${about}`, about)}
            </Typography>
            <StatusChip tone={tones[confidence]} label={t(`confidences.${confidence}`)} />
          </Stack>
          <Typography variant="body2" dir="auto">
            {text}
          </Typography>
          <Typography variant="caption" color="textSecondary" component="p" dir="auto">
            {source}
          </Typography>
        </Box>
      ))}
    </Stack>
  );
}
