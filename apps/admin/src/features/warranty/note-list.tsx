import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePreferences } from '../../lib/preferences';
import { StatusChip, type Tone } from '../../ui/status-chip';
import type { TermsNote } from './api';

const tones = { high: 'good', medium: 'neutral', low: 'waiting' } as const satisfies Record<
  TermsNote['confidence'],
  Tone
>;

/** Notes on the rules of terms, to be read, in the reader's language where they are in it. */
export function NoteList({ notes }: { readonly notes: readonly TermsNote[] }): ReactNode {
  const { t } = useTranslation('warranty');
  const { language } = usePreferences();
  const inWords = ({ translation, ...note }: TermsNote): Pick<TermsNote, 'text' | 'source'> =>
    translation?.locale === language && translation.text ? translation : note;
  return (
    <Stack spacing={1.5}>
      {notes.map((note, index) => (
        <Box key={`${note.about}${index}`}>
          <Stack direction="row" useFlexGap spacing={1} sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
            <Typography variant="body2" sx={{ fontWeight: 600 }}>
              {t(`topics.${note.about}`, note.about)}
            </Typography>
            <StatusChip tone={tones[note.confidence]} label={t(`confidences.${note.confidence}`)} />
          </Stack>
          <Typography variant="body2" dir="auto">
            {inWords(note).text}
          </Typography>
          <Typography variant="caption" color="textSecondary" component="p" dir="auto">
            {inWords(note).source}
          </Typography>
        </Box>
      ))}
    </Stack>
  );
}
