import Avatar from '@mui/material/Avatar';
import Divider from '@mui/material/Divider';
import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useShare } from '../../features/account/api';
import { calendars, colorModes, languages, prefer, usePreferences } from '../../lib/preferences';
import { signOut, useAccount } from '../../lib/session';
import { Icon, type IconName } from '../../ui/icon';
import { notify } from '../../ui/notices';
import { textOf } from '../../ui/problem-alert';
import { Code } from '../../ui/text';

/** Who is signed in, how they like to see things, and the way out. */
export function AccountMenu(): ReactNode {
  const { t } = useTranslation('app');
  const account = useAccount();
  const { language, calendar, colorMode } = usePreferences();
  const share = useShare((problem) => notify({ text: textOf(problem) }));
  const navigate = useNavigate();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const close = (): void => setAnchor(null);
  const contact = account.email ?? account.mobile;

  return (
    <>
      <IconButton
        aria-label={t('account.menu')}
        aria-haspopup="menu"
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <Avatar
          sx={{
            width: 32,
            height: 32,
            fontSize: 14,
            fontWeight: 600,
            bgcolor: 'action.selected',
            color: 'primary.main',
          }}
        >
          {account.displayName.trim().charAt(0)}
        </Avatar>
      </IconButton>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={close} slotProps={{ paper: { sx: { minWidth: 272 } } }}>
        <Box component="li" role="none" sx={{ px: 2, py: 1 }}>
          <Typography sx={{ fontWeight: 600 }}>{account.displayName}</Typography>
          {contact && (
            <Typography variant="caption" color="textSecondary">
              <Code>{contact}</Code>
            </Typography>
          )}
        </Box>
        <Divider component="li" sx={{ my: 0.5 }} />
        <MenuItem onClick={() => (close(), void navigate({ to: '/account' }))}>
          <Icon name="user" />
          {t('account.profile')}
        </MenuItem>
        <Choice
          icon="language"
          label={t('preferences.language')}
          values={languages}
          value={language}
          onChoose={(value) => share.mutate({ language: value })}
          text={(value) => t(`languages.${value}`)}
        />
        <Choice
          icon="calendar"
          label={t('preferences.calendar')}
          values={calendars}
          value={calendar}
          onChoose={(value) => share.mutate({ calendar: value })}
          text={(value) => t(`calendars.${value}`)}
        />
        <Choice
          icon="sun"
          label={t('preferences.colorMode')}
          values={colorModes}
          value={colorMode}
          onChoose={(value) => prefer({ colorMode: value })}
          text={(value) => t(`colorModes.${value}`)}
        />
        <Divider component="li" sx={{ my: 0.5 }} />
        <MenuItem onClick={() => (close(), void signOut())}>
          <Icon name="sign-out" />
          {t('account.signOut')}
        </MenuItem>
      </Menu>
    </>
  );
}

interface ChoiceProps<Value extends string> {
  readonly icon: IconName;
  readonly label: string;
  readonly values: readonly Value[];
  readonly value: Value;
  readonly onChoose: (value: Value) => void;
  readonly text: (value: Value) => string;
}

/** One click goes to the next of two or three values; the menu stays open and shows it. */
function Choice<Value extends string>({ icon, label, values, value, onChoose, text }: ChoiceProps<Value>): ReactNode {
  const next = values[(values.indexOf(value) + 1) % values.length] ?? value;
  return (
    <MenuItem onClick={() => onChoose(next)}>
      <Icon name={icon} />
      <Box sx={{ flex: 1 }}>{label}</Box>
      <Typography variant="body2" color="textSecondary">
        {text(value)}
      </Typography>
    </MenuItem>
  );
}
