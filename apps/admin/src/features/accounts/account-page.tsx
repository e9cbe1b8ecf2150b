import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { useAccount } from '../../lib/session';
import { Can } from '../../ui/can';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { Icon } from '../../ui/icon';
import { notify } from '../../ui/notices';
import { PageFrame } from '../../ui/page-frame';
import { Fact, Facts, Section } from '../../ui/section';
import { SidePanel } from '../../ui/side-panel';
import { Code, DateTimeText } from '../../ui/text';
import { PersonForm, ResetPasswordForm, RolesForm, WorkplaceForm } from './account-forms';
import { AccountState, Names, Workplace } from './accounts-columns';
import { accountQuery, useDisableAccount, useEnableAccount, type Account } from './api';

type Panel = 'person' | 'roles' | 'workplace' | 'password';

/** One account: who, as what, where, and whether it may sign in. */
export function AccountPage(): ReactNode {
  const { t } = useTranslation('accounts');
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useQuery(accountQuery(id));
  const account = query.data;

  return (
    <PageFrame
      title={account?.displayName ?? t('account.title')}
      trail={[{ to: '/accounts', label: t('accounts.title') }]}
      status={account && <AccountState account={account} />}
      actions={account && <AccessActs account={account} />}
      query={query}
    >
      {account && <Sections account={account} />}
    </PageFrame>
  );
}

function Sections({ account }: { readonly account: Account }): ReactNode {
  const { t } = useTranslation('accounts');
  const format = useFormat();
  const own = useAccount().id === account.id;
  const [panel, setPanel] = useState<Panel | null>(null);
  const close = (): void => setPanel(null);
  const done = (): void => {
    notify({ text: t('saved') });
    close();
  };
  const edit = (which: Panel): ReactNode => (
    <Button
      size="small"
      startIcon={<Icon name="edit" />}
      onClick={() => setPanel(which)}
      aria-label={t(`edit.${which}`)}
    >
      {t('change')}
    </Button>
  );

  return (
    <Stack spacing={2}>
      {own && (
        <Alert severity="info" icon={<Icon name="info" />}>
          {t('account.own')}
        </Alert>
      )}
      <Section title={t('account.person')} actions={edit('person')}>
        <Facts>
          <Fact label={t('account.email')}>{account.email && <Code>{account.email}</Code>}</Fact>
          <Fact label={t('account.mobile')}>{account.mobile && <Code>{format.digits(account.mobile)}</Code>}</Fact>
          <Fact label={t('account.language')}>{t(`languages.${account.locale ?? 'browser'}`)}</Fact>
          <Fact label={t('account.calendar')}>{t(`calendars.${account.calendar ?? 'language'}`)}</Fact>
          <Fact label={t('account.createdAt')}>{<DateTimeText value={account.createdAt} />}</Fact>
          {account.disabledAt && (
            <Fact label={t('account.disabledAt')}>{<DateTimeText value={account.disabledAt} />}</Fact>
          )}
        </Facts>
      </Section>
      <Section title={t('account.roles')} actions={!own && edit('roles')}>
        <Typography>
          <Names of={account.roles} />
        </Typography>
        <Typography variant="body2" color="textSecondary">
          {t('account.rolesHint')}
        </Typography>
      </Section>
      <Section title={t('account.scope')} actions={!own && edit('workplace')}>
        <Typography>
          <Workplace account={account} />
        </Typography>
        <Typography variant="body2" color="textSecondary">
          {t(`scopeHints.${account.scope}`)}
        </Typography>
      </Section>
      <Section
        title={t('account.signIn')}
        actions={
          !own && (
            <Button size="small" startIcon={<Icon name="lock" />} onClick={() => setPanel('password')}>
              {t('edit.password')}
            </Button>
          )
        }
      >
        <Typography variant="body2" color="textSecondary">
          {t('account.signInHint')}
        </Typography>
      </Section>
      <Can do="audit.read">
        <Stack direction="row" spacing={1}>
          <Button
            component={Link}
            to="/audit"
            search={{ subject: account.id } as never}
            startIcon={<Icon name="clock" />}
          >
            {t('account.doneTo')}
          </Button>
          <Button
            component={Link}
            to="/audit"
            search={{ actor: account.id } as never}
            startIcon={<Icon name="clock" />}
          >
            {t('account.doneBy')}
          </Button>
        </Stack>
      </Can>
      {panel && (
        <SidePanel title={t(`edit.${panel}`)} onClose={close}>
          <PanelForm panel={panel} account={account} onDone={done} onCancel={close} />
        </SidePanel>
      )}
    </Stack>
  );
}

interface PanelFormProps {
  readonly panel: Panel;
  readonly account: Account;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

function PanelForm({ panel, ...props }: PanelFormProps): ReactNode {
  switch (panel) {
    case 'person':
      return <PersonForm {...props} />;
    case 'roles':
      return <RolesForm {...props} />;
    case 'workplace':
      return <WorkplaceForm {...props} />;
    case 'password':
      return <ResetPasswordForm {...props} />;
  }
}

function AccessActs({ account }: { readonly account: Account }): ReactNode {
  const { t } = useTranslation('accounts');
  const own = useAccount().id === account.id;
  const [asking, setAsking] = useState(false);
  const close = (): void => setAsking(false);
  const disable = useDisableAccount(account, close);
  const enable = useEnableAccount(account, close);
  const name = account.displayName;
  if (own) return null;

  return (
    <>
      {account.disabledAt ? (
        <Button variant="outlined" onClick={() => setAsking(true)}>
          {t('enable.act')}
        </Button>
      ) : (
        <Button color="error" onClick={() => setAsking(true)}>
          {t('disable.act')}
        </Button>
      )}
      {asking &&
        (account.disabledAt ? (
          <ConfirmDialog
            open
            title={t('enable.title', { name })}
            text={t('enable.text')}
            confirmLabel={t('enable.act')}
            pending={enable.isPending}
            error={enable.error}
            onConfirm={() => enable.mutate()}
            onClose={close}
          />
        ) : (
          <ConfirmDialog
            open
            title={t('disable.title', { name })}
            text={t('disable.text')}
            confirmLabel={t('disable.act')}
            reason="required"
            danger
            pending={disable.isPending}
            error={disable.error}
            onConfirm={(reason) => disable.mutate({ reason })}
            onClose={close}
          />
        ))}
    </>
  );
}
