import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { lastDayBefore } from '../../ui/coverage-text';
import { ProblemAlert } from '../../ui/problem-alert';
import { RecordLink } from '../../ui/record-link';
import { Code, DateText, Name } from '../../ui/text';
import { partsQuery, type DevicePart } from './api';

/** The parts of a device by place: what sits there with its cover, and under it what sat there before. */
export function PartsList({ deviceId }: { readonly deviceId: string }): ReactNode {
  const { data = [], error } = useQuery(partsQuery(deviceId));
  const places = [...new Set(data.map(({ slot }) => slot))];
  return (
    <>
      <ProblemAlert error={error} />
      {places.map((slot) => (
        <Box key={slot} sx={{ px: 2.5, py: 1, borderTop: 1, borderColor: 'divider' }}>
          <Typography variant="subtitle2" component="h3">
            <bdi>{slot}</bdi>
          </Typography>
          <Stack component="ul" spacing={0.5} sx={{ m: 0, p: 0, listStyle: 'none' }}>
            {data
              .filter((part) => part.slot === slot)
              .map((part) => (
                <Part key={part.id} part={part} />
              ))}
          </Stack>
        </Box>
      ))}
    </>
  );
}

function Part({ part }: { readonly part: DevicePart }): ReactNode {
  const { t } = useTranslation('devices');
  const gone = part.removedOn !== null;
  return (
    <Box component="li" sx={gone ? { borderLeft: 2, borderColor: 'divider', pl: 1.5 } : undefined}>
      <Typography variant="body2" color={gone ? 'textSecondary' : 'textPrimary'}>
        <Name value={part.part.name} /> · {part.serial ? <Code>{part.serial}</Code> : t('noSerial')}
      </Typography>
      <Typography variant="caption" component="div" color="textSecondary">
        {part.fittedOn === null ? (
          t('parts.original')
        ) : (
          <>
            {t('parts.fitted')} <DateText value={part.fittedOn} /> <By order={part.fittedBy} />
          </>
        )}
        {part.removedOn !== null && (
          <>
            {' · '}
            {t('parts.removed')} <DateText value={part.removedOn} /> <By order={part.removedBy} />
          </>
        )}
      </Typography>
      {!gone && (
        <Typography variant="caption" component="div" color="textSecondary">
          {part.coveredUntil === null ? (
            t('parts.uncovered')
          ) : (
            <>
              {t('parts.coveredUntil')} <DateText value={lastDayBefore(part.coveredUntil)} />
            </>
          )}
        </Typography>
      )}
    </Box>
  );
}

function By({ order }: { readonly order: DevicePart['fittedBy'] }): ReactNode {
  return (
    order && (
      <RecordLink kind="repair-order" id={order.id}>
        <Code>{order.number}</Code>
      </RecordLink>
    )
  );
}
