import Card from '@mui/material/Card';
import Divider from '@mui/material/Divider';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Typography from '@mui/material/Typography';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { calendars, colorModes, languages, prefer, rialUnits, usePreferences } from '../../lib/preferences';
import { useAccount } from '../../lib/session';
import { PageFrame } from '../../ui/page-frame';
import { ProblemAlert } from '../../ui/problem-alert';
import { Section } from '../../ui/section';
import { Code, Name } from '../../ui/text';
import { useShare } from './api';
import { PasswordForm } from './password-form';
import { SessionsList } from './sessions-list';

const SAMPLE = { day: '2026-03-21', amount: { amount: 12_500_000, currency: 'IRR' } };

/** Who I am here, how I like to see the product, and where I am signed in. Each choice shows at once. */
export function ProfilePage(): ReactNode {
  const { t } = useTranslation('account');
  const account = useAccount();
  const format = useFormat();
  const { language, calendar, colorMode, rialUnit, shortcuts } = usePreferences();
  const share = useShare();

  return (
    <PageFrame title={t('title')} subtitle={t('subtitle')} width="narrow">
      <Stack spacing={3}>
        <Card sx={{ p: 3 }}>
          <Typography variant="h2">{account.displayName}</Typography>
          <Stack component="dl" spacing={1} sx={{ m: 0, mt: 2 }}>
            {account.email && <Fact label={t('email')}>{<Code>{account.email}</Code>}</Fact>}
            {account.mobile && <Fact label={t('mobile')}>{<Code>{format.digits(account.mobile)}</Code>}</Fact>}
            {account.scope === 'network' ? (
              <Fact label={t('centers', { count: 2 })}>{t('wholeNetwork')}</Fact>
            ) : (
              <Fact label={t('centers', { count: account.centers.length })}>
                {account.centers.map(({ id, name }) => (
                  <div key={id}>
                    <Name value={name} />
                  </div>
                ))}
              </Fact>
            )}
          </Stack>
        </Card>
        <ProblemAlert error={share.error} />
        <Card>
          <Choice
            label={t('language')}
            hint={t('languageHint')}
            values={languages}
            value={language}
            onChoose={(value) => share.mutate({ language: value })}
            text={(value) => t(`languages.${value}`)}
          />
          <Divider />
          <Choice
            label={t('calendar')}
            hint={format.date(SAMPLE.day, 'long')}
            values={calendars}
            value={calendar}
            onChoose={(value) => share.mutate({ calendar: value })}
            text={(value) => t(`calendars.${value}`)}
          />
          <Divider />
          <Choice
            label={t('rialUnit')}
            hint={format.money(SAMPLE.amount)}
            values={rialUnits}
            value={rialUnit}
            onChoose={(value) => prefer({ rialUnit: value })}
            text={(value) => t(`rialUnits.${value}`)}
          />
          <Divider />
          <Choice
            label={t('colorMode')}
            hint={t('colorModeHint')}
            values={colorModes}
            value={colorMode}
            onChoose={(value) => prefer({ colorMode: value })}
            text={(value) => t(`colorModes.${value}`)}
          />
          <Divider />
          <Choice
            label={t('shortcuts')}
            hint={t('shortcutsHint')}
            values={['on', 'off']}
            value={shortcuts}
            onChoose={(value) => prefer({ shortcuts: value })}
            text={(value) => t(`switch.${value}`)}
          />
        </Card>
        <Section title={t('password.title')}>
          <PasswordForm />
        </Section>
        <Section title={t('sessions.title')} flush>
          <SessionsList />
        </Section>
      </Stack>
    </PageFrame>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactNode {
  return (
    <Stack direction="row" spacing={2}>
      <Typography component="dt" color="textSecondary" sx={{ width: 128, flexShrink: 0 }}>
        {label}
      </Typography>
      <Typography component="dd" sx={{ m: 0 }}>
        {children}
      </Typography>
    </Stack>
  );
}

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly hint: string;
  readonly values: readonly Value[];
  readonly value: Value;
  readonly onChoose: (value: Value) => void;
  readonly text: (value: Value) => string;
}

function Choice<Value extends string>({ label, hint, values, value, onChoose, text }: ChoiceProps<Value>): ReactNode {
  const id = useId();
  return (
    <Stack
      direction={{ xs: 'column', sm: 'row' }}
      spacing={1.5}
      sx={{ px: 3, py: 2, alignItems: { sm: 'center' }, justifyContent: 'space-between' }}
    >
      <Box>
        <Typography id={id} sx={{ fontWeight: 600 }}>
          {label}
        </Typography>
        <Typography variant="body2" color="textSecondary">
          {hint}
        </Typography>
      </Box>
      <ToggleButtonGroup
        exclusive
        size="small"
        color="primary"
        value={value}
        aria-labelledby={id}
        onChange={(_, chosen: Value | null) => chosen && onChoose(chosen)}
      >
        {values.map((each) => (
          <ToggleButton key={each} value={each}>
            {text(each)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </Stack>
  );
}
