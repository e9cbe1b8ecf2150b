import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Popover from '@mui/material/Popover';
import type { PopperProps } from '@mui/material/Popper';
import TextField from '@mui/material/TextField';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSettled } from '../../lib/settled';
import { hasFurtherCenters, recentCenters, useAccount, useCenter, workAt, type Center } from '../../lib/session';
import { Icon } from '../../ui/icon';
import { Code, Name } from '../../ui/text';
import { centersQuery, knownCenters } from '../centers';

/** Which centre one works for now; only for accounts that have several. */
export function CenterSwitcher(): ReactNode {
  const { t } = useTranslation('app');
  const { centers } = useAccount();
  const current = useCenter();
  const queryClient = useQueryClient();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const close = (): void => setAnchor(null);
  if (centers.length < 2) return null;

  const choose = (center: Center): void => {
    close();
    workAt(center);
    void queryClient.invalidateQueries();
  };
  return (
    <>
      <Button
        color="inherit"
        aria-haspopup="dialog"
        aria-label={t('center.switch')}
        onClick={(event) => setAnchor(event.currentTarget)}
        startIcon={<Icon name="building" />}
        endIcon={<Icon name="down" />}
        sx={{
          minWidth: 0,
          px: { xs: 1, md: 1.5 },
          '& .MuiButton-icon': { mx: { xs: 0, md: 0.5 } },
          '& .MuiButton-endIcon': { display: { xs: 'none', md: 'inherit' } },
        }}
      >
        <Box
          component="span"
          sx={{
            display: { xs: 'none', md: 'inline' },
            maxWidth: 200,
            overflow: 'hidden',
            textOverflow: 'ellipsis',
            whiteSpace: 'nowrap',
          }}
        >
          <Name value={current?.name} />
        </Box>
      </Button>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={close}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'center' }}
        transformOrigin={{ vertical: 'top', horizontal: 'center' }}
        slotProps={{ paper: { role: 'dialog', 'aria-label': t('center.switch'), sx: { width: 360 } } }}
      >
        <CenterList current={current} onChoose={choose} onClose={close} />
      </Popover>
    </>
  );
}

interface CenterListProps {
  readonly current: Center | null;
  readonly onChoose: (center: Center) => void;
  readonly onClose: () => void;
}

/** A few are read, many are searched; the keys are the same. */
function CenterList({ current, onChoose, onClose }: CenterListProps): ReactNode {
  const { t } = useTranslation('app');
  const { t: tUi } = useTranslation('ui');
  const account = useAccount();
  const [typed, setTyped] = useState('');
  const q = useSettled(typed.trim());
  const { data, isFetching } = useQuery(centersQuery(account, q));
  const [recent] = useState(() => new Set(recentCenters(account).map(({ id }) => id)));
  const options = data && q !== '' ? data : knownCenters(account, typed.trim());
  const grouped = typed === '' && recent.size > 0 && recent.size < account.centers.length;

  return (
    <Autocomplete<Center, false, true>
      open
      disableClearable
      autoHighlight
      options={options}
      filterOptions={(found) => [...found]}
      {...(current && { value: current })}
      isOptionEqualToValue={(option, value) => option.id === value.id}
      getOptionKey={({ id }) => id}
      getOptionLabel={({ code }) => code}
      {...(grouped && { groupBy: ({ id }) => (recent.has(id) ? t('center.recent') : t('center.all')) })}
      inputValue={typed}
      onInputChange={(_, text, reason) => reason === 'input' && setTyped(text)}
      onChange={(_, center, reason) => reason === 'selectOption' && onChoose(center)}
      onClose={(_, reason) => reason === 'escape' && onClose()}
      forcePopupIcon={false}
      loading={isFetching || (hasFurtherCenters(account) && q !== typed.trim())}
      loadingText={tUi('state.loading')}
      noOptionsText={t('center.none')}
      slots={{ popper: InPlace, paper: Box }}
      slotProps={{
        paper: { sx: { m: 0, border: 0, borderRadius: 0 } },
        listbox: { sx: { maxHeight: 'min(50vh, 420px)' } },
      }}
      renderOption={({ key, ...item }, { id, code, name }) => (
        <Box component="li" key={key} {...item} aria-current={id === current?.id}>
          <Box sx={{ flex: 1, minWidth: 0 }}>
            <Name value={name} />
          </Box>
          <Box sx={{ color: 'text.secondary', fontSize: 13 }}>
            <Code>{code}</Code>
          </Box>
        </Box>
      )}
      renderInput={(params) => (
        <Box sx={{ p: 1.5, pb: 1 }}>
          <TextField {...params} autoFocus placeholder={t('center.search')} />
        </Box>
      )}
    />
  );
}

/** The list stands below the field instead of floating over the page. */
function InPlace({ children }: PopperProps): ReactNode {
  return <Box sx={{ borderTop: 1, borderColor: 'divider' }}>{children as ReactNode}</Box>;
}
