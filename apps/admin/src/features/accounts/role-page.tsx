import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { Icon } from '../../ui/icon';
import { notify } from '../../ui/notices';
import { PageFrame } from '../../ui/page-frame';
import { ProblemAlert } from '../../ui/problem-alert';
import { SidePanel } from '../../ui/side-panel';
import { permissionsQuery, roleQuery, useDeleteRole, useSetPermissions, type Permission, type Role } from './api';
import { PermissionMatrix } from './permission-matrix';
import { RenameRoleForm } from './role-forms';

/** One role: what whoever has it may do. */
export function RolePage(): ReactNode {
  const { t } = useTranslation('accounts');
  const format = useFormat();
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useQuery(roleQuery(id));
  const role = query.data;

  return (
    <PageFrame
      title={role ? format.name(role.name) : t('role.title')}
      trail={[{ to: '/accounts/roles', label: t('roles.title') }]}
      subtitle={role && t('roles.accounts', { count: role.accounts })}
      actions={role && <RoleActs role={role} />}
      query={query}
    >
      {role && <RolePermissions key={role.version} role={role} />}
    </PageFrame>
  );
}

function RolePermissions({ role }: { readonly role: Role }): ReactNode {
  const { t } = useTranslation('accounts');
  const all = useQuery(permissionsQuery);
  const [chosen, setChosen] = useState<ReadonlySet<Permission>>(new Set(role.permissions));
  const save = useSetPermissions(role, () => notify({ text: t('saved') }));
  const before: ReadonlySet<Permission> = new Set(role.permissions);
  const changes = (all.data?.data ?? []).filter((each) => before.has(each) !== chosen.has(each)).length;

  return (
    <>
      <Typography color="textSecondary" sx={{ mb: 2, maxWidth: '72ch' }}>
        {t('role.hint')}
      </Typography>
      <ProblemAlert error={all.error} onRetry={() => void all.refetch()} />
      <PermissionMatrix all={all.data?.data ?? []} chosen={chosen} onChange={setChosen} />
      {(changes > 0 || save.error) && (
        <Card
          component="section"
          aria-label={t('role.unsaved')}
          sx={{ position: 'sticky', bottom: 16, p: 2, zIndex: 2, boxShadow: 8, mt: 1 }}
        >
          <Stack spacing={1.5}>
            <ProblemAlert error={save.error} />
            <Stack direction="row" useFlexGap spacing={1.5} sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
              <Typography sx={{ flex: 1 }} aria-live="polite">
                {t('role.changes', { count: changes })}
              </Typography>
              <Button disabled={save.isPending} onClick={() => (setChosen(before), save.reset())}>
                {t('role.discard')}
              </Button>
              <Button
                variant="contained"
                loading={save.isPending}
                disabled={changes === 0}
                onClick={() => save.mutate({ permissions: [...chosen] })}
              >
                {t('role.save')}
              </Button>
            </Stack>
          </Stack>
        </Card>
      )}
    </>
  );
}

function RoleActs({ role }: { readonly role: Role }): ReactNode {
  const { t } = useTranslation('accounts');
  const format = useFormat();
  const navigate = useNavigate();
  const [open, setOpen] = useState<'rename' | 'delete' | null>(null);
  const close = (): void => setOpen(null);
  const remove = useDeleteRole(role, () => {
    notify({ text: t('role.deleted', { name: format.name(role.name) }) });
    void navigate({ to: '/accounts/roles' });
  });
  return (
    <>
      <Button color="error" onClick={() => setOpen('delete')}>
        {t('role.delete')}
      </Button>
      <Button variant="outlined" startIcon={<Icon name="edit" />} onClick={() => setOpen('rename')}>
        {t('role.rename')}
      </Button>
      {open === 'rename' && (
        <SidePanel title={t('role.rename')} onClose={close}>
          <RenameRoleForm role={role} onDone={close} onCancel={close} />
        </SidePanel>
      )}
      {open === 'delete' && (
        <ConfirmDialog
          open
          title={t('role.deleteTitle', { name: format.name(role.name) })}
          text={t('role.deleteText')}
          confirmLabel={t('role.delete')}
          danger
          pending={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutate()}
          onClose={close}
        />
      )}
    </>
  );
}
