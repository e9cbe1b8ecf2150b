import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { Can } from '../../ui/can';
import { lastDayBefore } from '../../ui/coverage-text';
import { Icon } from '../../ui/icon';
import { RecordLink } from '../../ui/record-link';
import { Code, DateText, Name } from '../../ui/text';
import type { DevicePart, DevicePlace } from './api';

interface PlacesProps {
  readonly places: readonly DevicePlace[];
  /** The place they lie below; null at the top. */
  readonly below: string | null;
  readonly onFit: (slot: string) => void;
  readonly onRemove: (place: DevicePlace) => void;
}

/** A device as designed and as it is: each place with what sits there, its cover, and what sat there before. */
export function Places({ below, ...props }: PlacesProps): ReactNode {
  const here = props.places.filter(({ parentSlot }) => parentSlot === below);
  if (here.length === 0) return null;
  return (
    <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', paddingInlineStart: below === null ? 0 : 2.5 }}>
      {here.map((place) => (
        <Box
          component="li"
          key={place.slot}
          sx={below === null ? { py: 1, borderTop: 1, borderColor: 'divider' } : { pt: 1 }}
        >
          <Place place={place} {...props} />
          <Places {...props} below={place.slot} />
        </Box>
      ))}
    </Box>
  );
}

function Place({ place, onFit, onRemove }: Omit<PlacesProps, 'below'> & { readonly place: DevicePlace }): ReactNode {
  const { t } = useTranslation('devices');
  const format = useFormat();
  const { slot, designed, unit, parts } = place;
  const asBuilt = unit === null && !parts.some(({ removedOn }) => removedOn === null);
  return (
    <Stack direction="row" sx={{ alignItems: 'flex-start', columnGap: 1 }}>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography variant="subtitle2" component="h3">
          <bdi>{slot}</bdi>
          {designed && designed.quantity > 1 && ` × ${format.number(designed.quantity)}`}
          {!designed && (
            <Typography component="span" variant="caption" color="textSecondary">
              {' '}
              {t('places.notDesigned')}
            </Typography>
          )}
        </Typography>
        {unit && (
          <Typography variant="body2" component="div">
            <RecordLink kind="device" id={unit.id}>
              <Name value={unit.product.name} />
            </RecordLink>
            {' · '}
            {unit.serial ? <Code>{unit.serial}</Code> : t('noSerial')}
          </Typography>
        )}
        <Stack component="ul" spacing={0.5} sx={{ m: 0, p: 0, listStyle: 'none' }}>
          {parts.map((part) => (
            <Part key={part.id} part={part} />
          ))}
        </Stack>
        {asBuilt && designed && (
          <Typography variant="body2" color="textSecondary">
            {t(parts.length > 0 ? 'places.empty' : 'places.asBuilt')}
            {designed.part && (
              <>
                {': '}
                <Name value={designed.part.name} /> <Code>{designed.part.code}</Code>
              </>
            )}
          </Typography>
        )}
        {(unit ?? (asBuilt && designed && parts.length === 0)) && <Cover until={place.coveredUntil} />}
      </Box>
      <Can do="device.write">
        {unit && (
          <IconButton aria-label={t('components.remove', { slot })} onClick={() => onRemove(place)}>
            <Icon name="close" />
          </IconButton>
        )}
        {asBuilt && designed?.serialised && (
          <Button size="small" aria-label={t('places.fitAt', { slot })} onClick={() => onFit(slot)}>
            {t('components.fit')}
          </Button>
        )}
      </Can>
    </Stack>
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
      {!gone && <Cover until={part.coveredUntil} />}
    </Box>
  );
}

/** Until when what sits there is free to replace. */
function Cover({ until }: { readonly until: string | null }): ReactNode {
  const { t } = useTranslation('devices');
  return (
    <Typography variant="caption" component="div" color="textSecondary">
      {until === null ? (
        t('parts.uncovered')
      ) : (
        <>
          {t('parts.coveredUntil')} <DateText value={lastDayBefore(until)} />
        </>
      )}
    </Typography>
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
