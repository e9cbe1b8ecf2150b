import Autocomplete from '@mui/material/Autocomplete';
import InputAdornment from '@mui/material/InputAdornment';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useDeferredValue, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useHotkey } from '../../lib/hotkeys';
import { toProblem } from '../../lib/problem';
import { useScanner } from '../../lib/scanner';
import { useFeatures } from '../../ui/features';
import { Icon } from '../../ui/icon';
import { notify } from '../../ui/notices';
import { textOf } from '../../ui/problem-alert';
import { addressOf, meantHit, searchQuery, searchWhileTypingQuery, type SearchHit } from '../search';

/**
 * The one search box: typing lists what matches, Enter opens the record that is meant, a scan anywhere does
 * the same without typing.
 */
export function SearchBox(): ReactNode {
  const { t, i18n } = useTranslation('app');
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const features = useFeatures();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState(false);
  const q = useDeferredValue(typed.trim());
  const { data: hits, isFetching } = useQuery(searchWhileTypingQuery(q));
  const shown = q === '' || !hits ? [] : hits.data.filter((hit) => addressOf(hit, features) !== null);

  useHotkey('Slash', () => input.current?.focus());
  useScanner((code) => void openMeant(code));

  function show(hit: SearchHit): void {
    const to = addressOf(hit, features);
    if (to === null) return notify({ text: t('search.unknownKind') });
    setTyped('');
    setOpen(false);
    input.current?.blur();
    void navigate({ to });
  }

  async function openMeant(text: string): Promise<void> {
    setTyped(text);
    try {
      const { data } = await queryClient.fetchQuery(searchQuery(text));
      const hit = meantHit(data);
      if (hit) return show(hit);
      setOpen(data.length > 0);
      if (data.length === 0) notify({ text: t('search.none', { text }) });
      input.current?.focus();
    } catch (error) {
      notify({ text: textOf(toProblem(error)) });
    }
  }

  return (
    <Autocomplete<SearchHit, false, true, true>
      freeSolo
      disableClearable
      open={open && shown.length > 0}
      onOpen={() => setOpen(true)}
      onClose={() => setOpen(false)}
      options={shown}
      filterOptions={(options) => options}
      getOptionLabel={(option) => (typeof option === 'string' ? option : option.title)}
      getOptionKey={(option) => (typeof option === 'string' ? option : option.kind + option.id)}
      value="" // nothing stays chosen: the box is for the next record
      inputValue={typed}
      onInputChange={(_, value, reason) => reason !== 'reset' && setTyped(value)}
      onChange={(_, value) => {
        if (typeof value === 'string') void openMeant(value.trim());
        else if (value) show(value);
      }}
      clearOnBlur={false}
      loading={isFetching}
      sx={{ flex: { xs: 1, md: '0 1 480px' } }}
      data-scan-open
      renderOption={({ key, ...props }, hit) => (
        <Box component="li" key={key} {...props}>
          <Stack direction="row" spacing={2} sx={{ width: 1, alignItems: 'center' }}>
            <Box sx={{ flex: 1, minWidth: 0 }}>
              <Typography noWrap sx={{ fontWeight: 600 }}>
                <bdi>{hit.title}</bdi>
              </Typography>
              {hit.subtitle && (
                <Typography variant="caption" color="textSecondary" noWrap component="p">
                  <bdi>{hit.subtitle}</bdi>
                </Typography>
              )}
            </Box>
            <Typography variant="caption" color="textSecondary">
              {i18n.exists(`app:kinds.${hit.kind}`) ? t(`kinds.${hit.kind}` as never) : ''}
            </Typography>
          </Stack>
        </Box>
      )}
      renderInput={(params) => (
        <TextField
          {...params}
          inputRef={input}
          placeholder={t('search.placeholder')}
          slotProps={{
            ...params.slotProps,
            htmlInput: { ...params.slotProps.htmlInput, 'aria-label': t('search.label'), 'aria-keyshortcuts': '/' },
            input: {
              ...params.slotProps.input,
              startAdornment: (
                <InputAdornment position="start">
                  <Icon name="search" />
                </InputAdornment>
              ),
              endAdornment: typed === '' && <KeyHint />,
            },
          }}
        />
      )}
    />
  );
}

function KeyHint(): ReactNode {
  return (
    <Box
      component="kbd"
      aria-hidden
      sx={{
        display: { xs: 'none', md: 'block' },
        border: 1,
        borderColor: 'divider',
        borderRadius: 1,
        px: 1,
        color: 'text.secondary',
        fontFamily: 'inherit',
        fontSize: 12,
        lineHeight: 1.7,
      }}
    >
      /
    </Box>
  );
}
