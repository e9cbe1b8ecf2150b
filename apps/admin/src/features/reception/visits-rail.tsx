import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { RecordLink } from '../../ui/record-link';
import { RepairStateChip } from '../../ui/repair-state-chip';
import { Code, DateTimeText } from '../../ui/text';
import { lookupQuery } from './api';
import type { Intake } from './intake';

/** The device's last visits, newest first, so that the clerk knows what it came with before. */
export function VisitsRail({ index }: { readonly index: number }): ReactNode {
  const { t } = useTranslation('reception');
  const { control } = useFormContext<Intake>();
  const [asked, deviceId] = useWatch({ control, name: [`items.${index}.asked`, `items.${index}.deviceId`] });
  const { data } = useQuery({ ...lookupQuery(asked ?? ''), enabled: Boolean(asked) });
  const visits = data?.data.find(({ id }) => id === deviceId)?.visits;
  if (!visits)
    return (
      <Typography variant="body2" color="textSecondary" sx={{ display: { xs: 'none', lg: 'block' } }}>
        {t('intake.keys')}
      </Typography>
    );
  return (
    <Box data-enter-skip>
      <Typography variant="subtitle2" component="h3" sx={{ mb: 1 }}>
        {t('visits.title')}
      </Typography>
      {visits.length === 0 && (
        <Typography variant="body2" color="textSecondary">
          {t('visits.none')}
        </Typography>
      )}
      <Box component="ol" sx={{ m: 0, p: 0, listStyle: 'none', borderInlineStart: 2, borderColor: 'divider' }}>
        {visits.map(({ id, number, state, receivedAt, declaredFault }) => (
          <Box component="li" key={id} sx={{ paddingInlineStart: 2, pb: 2 }}>
            <Typography variant="caption" color="textSecondary" component="p">
              <DateTimeText value={receivedAt} />
            </Typography>
            <Typography variant="body2">{declaredFault}</Typography>
            <Stack direction="row" useFlexGap spacing={1} sx={{ alignItems: 'center', flexWrap: 'wrap', mt: 0.5 }}>
              <RepairStateChip state={state} />
              <Typography variant="caption">
                <RecordLink kind="repair-order" id={id}>
                  <Code>{number}</Code>
                </RecordLink>
              </Typography>
            </Stack>
          </Box>
        ))}
      </Box>
    </Box>
  );
}
