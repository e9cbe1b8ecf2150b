import Typography from '@mui/material/Typography';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat, type LocalName } from '../../lib/format';
import type { TableColumn } from '../../ui/table-model';
import { StatusChip } from '../../ui/status-chip';
import { Code } from '../../ui/text';
import type { Account } from './api';

export function accountColumns(t: TFunction<'accounts'>): readonly TableColumn<Account>[] {
  return [
    { field: 'displayName', label: t('account.name'), cell: (account) => <bdi>{account.displayName}</bdi>, flex: 1.2 },
    { field: 'login', label: t('account.login'), cell: (account) => <Login account={account} />, flex: 1.4 },
    { field: 'roles', label: t('account.roles'), cell: ({ roles }) => <Names of={roles} /> },
    { field: 'centers', label: t('account.centers'), cell: (account) => <Workplace account={account} />, flex: 1.2 },
    { field: 'state', label: t('account.state'), cell: (account) => <AccountState account={account} />, width: 136 },
  ];
}

/** With what the account signs in: the e-mail address, else the mobile. */
function Login({ account: { email, mobile } }: { readonly account: Account }): ReactNode {
  const format = useFormat();
  if (email) return <Code>{email}</Code>;
  return mobile ? <Code>{format.digits(mobile)}</Code> : '—';
}

/** The centres it works in; the whole network comes first, because it opens them all. */
export function Workplace({ account }: { readonly account: Pick<Account, 'scope' | 'centers'> }): ReactNode {
  const { t } = useTranslation('accounts');
  if (account.scope === 'network') return t('scopes.network');
  return <Names of={account.centers} />;
}

export function Names({
  of,
}: {
  readonly of: readonly { readonly id: string; readonly name: LocalName }[];
}): ReactNode {
  const { t, i18n } = useTranslation('accounts');
  const format = useFormat();
  const names = of.map(({ name }) => format.name(name));
  if (names.length === 0) {
    return (
      <Typography component="span" variant="inherit" color="textSecondary">
        {t('none')}
      </Typography>
    );
  }
  return new Intl.ListFormat(i18n.language, { type: 'unit', style: 'short' }).format(names);
}

export function AccountState({ account }: { readonly account: Pick<Account, 'disabledAt'> }): ReactNode {
  const { t } = useTranslation('accounts');
  return account.disabledAt ? (
    <StatusChip tone="bad" label={t('states.disabled')} />
  ) : (
    <StatusChip tone="good" label={t('states.enabled')} />
  );
}
