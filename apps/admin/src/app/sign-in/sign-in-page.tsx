import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useMutation } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { useEffect, type ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { prefer, usePreferences } from '../../lib/preferences';
import { signIn, type Credentials } from '../../lib/session';
import { TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { Icon, type IconName } from '../../ui/icon';
import { Brand } from '../shell/brand';

const promises: readonly { readonly icon: IconName; readonly key: 'scan' | 'shield' | 'message' }[] = [
  { icon: 'scan', key: 'scan' },
  { icon: 'shield', key: 'shield' },
  { icon: 'message', key: 'message' },
];

/** The door: e-mail or mobile, and a password. */
export function SignInPage(): ReactNode {
  const { t } = useTranslation('app');
  useEffect(() => {
    document.title = `${t('signIn.title')} · Aftercare`;
  }, [t]);

  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' }, minHeight: '100dvh' }}>
      <Stack component="main" sx={{ p: { xs: 3, md: 5 }, bgcolor: 'background.paper' }}>
        <Stack direction="row" sx={{ justifyContent: 'space-between', alignItems: 'center' }}>
          <Brand />
          <LanguageButton />
        </Stack>
        <Stack
          sx={{
            flex: 1,
            justifyContent: { xs: 'flex-start', md: 'center' },
            pt: { xs: 6, md: 0 },
            width: 1,
            maxWidth: 380,
            mx: 'auto',
          }}
        >
          <Typography variant="h1" sx={{ fontSize: '1.75rem' }}>
            {t('signIn.title')}
          </Typography>
          <Typography color="textSecondary" sx={{ mt: 0.5, mb: 4 }}>
            {t('signIn.subtitle')}
          </Typography>
          <SignInForm />
        </Stack>
      </Stack>
      <Promises />
    </Box>
  );
}

function SignInForm(): ReactNode {
  const { t } = useTranslation('app');
  const router = useRouter();
  const { next = '/' }: { next?: string } = useSearch({ strict: false });
  const form = useForm<Credentials>({ defaultValues: { login: '', password: '' } });
  const signingIn = useMutation({ mutationFn: signIn, onSuccess: () => router.history.push(next) });

  return (
    <Form
      form={form}
      onSubmit={(credentials) => signingIn.mutate(credentials)}
      error={signingIn.error}
      pending={signingIn.isPending}
      submitLabel={t('signIn.submit')}
    >
      <TextField
        control={form.control}
        name="login"
        label={t('signIn.login')}
        autoComplete="username"
        required
        code
        autoFocus
      />
      <TextField
        control={form.control}
        name="password"
        label={t('signIn.password')}
        type="password"
        autoComplete="current-password"
        required
      />
    </Form>
  );
}

/** Names the other language in that language, for who cannot read this one. */
function LanguageButton(): ReactNode {
  const other = usePreferences().language === 'fa' ? 'en' : 'fa';
  const label = { en: 'English', fa: 'فارسی' }[other];
  return (
    <Button lang={other} startIcon={<Icon name="language" />} onClick={() => prefer({ language: other })}>
      {label}
    </Button>
  );
}

function Promises(): ReactNode {
  const { t } = useTranslation('app');
  return (
    <Stack
      component="aside"
      sx={{
        display: { xs: 'none', md: 'flex' },
        justifyContent: 'center',
        p: 8,
        bgcolor: '#0b3f3a',
        color: '#eaf4f2',
        borderInlineStart: 1,
        borderColor: 'divider',
      }}
    >
      <Box sx={{ maxWidth: 440, mx: 'auto' }}>
        <Typography component="p" sx={{ fontSize: '1.625rem', fontWeight: 600, lineHeight: 1.6, mb: 5 }}>
          {t('signIn.promise')}
        </Typography>
        <Stack spacing={3}>
          {promises.map(({ icon, key }) => (
            <Stack key={key} direction="row" spacing={2}>
              <Icon name={icon} fontSize="medium" sx={{ color: '#7fd6c9', mt: 0.25 }} />
              <Typography sx={{ color: '#c9dfdb' }}>{t(`signIn.promises.${key}`)}</Typography>
            </Stack>
          ))}
        </Stack>
      </Box>
    </Stack>
  );
}
