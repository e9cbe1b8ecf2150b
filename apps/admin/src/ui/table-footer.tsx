import IconButton from '@mui/material/IconButton';
import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import Stack from '@mui/material/Stack';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import Button from '@mui/material/Button';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../lib/format';
import { densities, prefer, usePreferences } from '../lib/preferences';
import { Icon } from './icon';
import { pageSizes, type TableState } from './table-state';

interface TableFooterProps {
  readonly page: { readonly nextCursor: string | null; readonly hasMore: boolean } | undefined;
  readonly state: TableState;
}

/** Page size, density, and the way to the pages around. Keyset pages have no numbers. */
export function TableFooter({ page, state }: TableFooterProps): ReactNode {
  const { t } = useTranslation('ui');
  const format = useFormat();
  const { density } = usePreferences();
  const id = useId();
  const nextDensity = densities[(densities.indexOf(density) + 1) % densities.length] ?? 'standard';
  const next = page?.hasMore ? page.nextCursor : null;

  return (
    <Stack
      direction="row"
      spacing={1}
      sx={{ alignItems: 'center', px: 1.5, py: 0.75, borderTop: 1, borderColor: 'divider' }}
    >
      <Typography id={id} variant="caption" color="textSecondary" sx={{ display: { xs: 'none', sm: 'block' } }}>
        {t('table.pageSize')}
      </Typography>
      <Select
        variant="standard"
        disableUnderline
        value={state.search.limit ?? pageSizes[0]}
        onChange={(event) => state.resize(event.target.value)}
        SelectDisplayProps={{ 'aria-labelledby': id }}
        sx={{ fontSize: '0.8125rem' }}
      >
        {pageSizes.map((size) => (
          <MenuItem key={size} value={size}>
            {format.number(size)}
          </MenuItem>
        ))}
      </Select>
      <Tooltip title={t(`table.density.${density}`)}>
        <IconButton
          aria-label={t(`table.density.${density}`)}
          onClick={() => prefer({ density: nextDensity })}
          sx={{ display: { xs: 'none', sm: 'inline-flex' } }}
        >
          <Icon name="menu" />
        </IconButton>
      </Tooltip>
      <Stack direction="row" spacing={0.5} sx={{ flex: 1, justifyContent: 'flex-end' }}>
        <Button
          size="small"
          disabled={!state.hasPrevious}
          onClick={() => state.previous()}
          startIcon={<Icon name="back" />}
        >
          {t('table.previous')}
        </Button>
        <Button
          size="small"
          disabled={next === null}
          onClick={() => next && state.next(next)}
          endIcon={<Icon name="arrow" />}
        >
          {t('table.next')}
        </Button>
      </Stack>
    </Stack>
  );
}
