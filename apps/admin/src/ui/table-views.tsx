import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Divider from '@mui/material/Divider';
import IconButton from '@mui/material/IconButton';
import ListItemText from '@mui/material/ListItemText';
import ListSubheader from '@mui/material/ListSubheader';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import MuiTextField from '@mui/material/TextField';
import { queryOptions, skipToken, useQuery } from '@tanstack/react-query';
import { useMatches } from '@tanstack/react-router';
import { useId, useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../lib/command';
import { api, read } from '../lib/http';
import { Icon } from './icon';
import { ProblemAlert } from './problem-alert';
import type { TableState } from './table-state';

interface TableViewsProps {
  readonly state: TableState;
  /** The first one names the rows and always stands. */
  readonly columns: readonly { readonly field: string; readonly label: string; readonly acts?: boolean }[];
}

const FEATURE = 'saved-views';
const viewsQuery = (list: string) =>
  queryOptions({
    queryKey: [FEATURE, list],
    queryFn: async ({ signal }) =>
      (await read(api.GET('/api/v1/me/saved-views/{list}', { params: { path: { list } }, signal }))).data,
  });

/** Views of this list that the reader kept, and which columns it shows. */
export function TableViews({ state, columns }: TableViewsProps): ReactNode {
  const { t } = useTranslation('ui');
  const list: string = useMatches().at(-1)?.fullPath ?? '';
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [saving, setSaving] = useState(false);
  const views = useQuery({ ...viewsQuery(list), ...(anchor === null && { queryFn: skipToken }) }).data ?? [];
  const forget = useCommand({
    feature: FEATURE,
    run: (name: string) =>
      read(api.DELETE('/api/v1/me/saved-views/{list}/{name}', { params: { path: { list, name } } })),
  });
  const close = (): void => setAnchor(null);
  const offered = columns.slice(1).filter(({ acts }) => !acts);
  return (
    <>
      <Button
        startIcon={<Icon name="filter" />}
        aria-haspopup="menu"
        onClick={({ currentTarget }) => setAnchor(currentTarget)}
      >
        {t('views.action')}
      </Button>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={close} slotProps={{ paper: { sx: { minWidth: 240 } } }}>
        {views.map(({ name, search }) => (
          <MenuItem key={name} onClick={() => (close(), state.apply(search as Record<string, string>))}>
            <ListItemText primary={<bdi>{name}</bdi>} />
            <IconButton
              size="small"
              edge="end"
              aria-label={t('views.forget', { name })}
              disabled={forget.isPending}
              onClick={(event) => (event.stopPropagation(), forget.mutate(name))}
            >
              <Icon name="close" />
            </IconButton>
          </MenuItem>
        ))}
        <MenuItem onClick={() => (close(), setSaving(true))}>{t('views.save')}</MenuItem>
        <Divider />
        <ListSubheader sx={{ lineHeight: 2.5 }}>{t('views.columns')}</ListSubheader>
        {offered.map(({ field, label }) => {
          const shown = !state.hidden.includes(field);
          return (
            <MenuItem
              key={field}
              dense
              role="menuitemcheckbox"
              aria-checked={shown}
              onClick={() => state.toggle(field)}
            >
              <Checkbox checked={shown} size="small" tabIndex={-1} disableRipple sx={{ p: 0.5, marginInlineEnd: 1 }} />
              {label}
            </MenuItem>
          );
        })}
      </Menu>
      {saving && <SaveView list={list} view={state.view} onClose={() => setSaving(false)} />}
    </>
  );
}

function SaveView(props: {
  readonly list: string;
  readonly view: Readonly<Record<string, string>>;
  readonly onClose: () => void;
}): ReactNode {
  const { list, view, onClose } = props;
  const { t } = useTranslation('ui');
  const id = useId();
  const [name, setName] = useState('');
  const save = useCommand({
    feature: FEATURE,
    run: (given: string) =>
      read(
        api.PUT('/api/v1/me/saved-views/{list}/{name}', {
          params: { path: { list, name: given } },
          body: { search: view },
        }),
      ),
    onDone: onClose,
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate(name.trim());
  };
  return (
    <Dialog open onClose={onClose} aria-labelledby={id} maxWidth="xs" fullWidth>
      <form onSubmit={submit}>
        <DialogTitle id={id}>{t('views.saveTitle')}</DialogTitle>
        <DialogContent>
          <Stack spacing={2} sx={{ pt: 1 }}>
            <MuiTextField
              label={t('views.name')}
              helperText={t('views.nameHint')}
              value={name}
              onChange={(event) => setName(event.target.value)}
              required
              autoFocus
              slotProps={{ htmlInput: { maxLength: 100 } }}
            />
            <ProblemAlert error={save.error} />
          </Stack>
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{t('form.cancel')}</Button>
          <Button type="submit" variant="contained" disabled={name.trim() === ''} loading={save.isPending}>
            {t('form.save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
