import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import CardActionArea from '@mui/material/CardActionArea';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/empty-state';
import { Icon } from '../../ui/icon';
import { PageFrame } from '../../ui/page-frame';
import { SidePanel } from '../../ui/side-panel';
import { Name } from '../../ui/text';
import { AccessTabs } from './access-tabs';
import { rolesQuery, type Role } from './api';
import { NewRoleForm } from './role-forms';

/** The roles: sets of permissions that accounts are given. */
export function RolesPage(): ReactNode {
  const { t } = useTranslation('accounts');
  const navigate = useNavigate();
  const query = useQuery(rolesQuery);
  const [adding, setAdding] = useState(false);
  const close = (): void => setAdding(false);
  const roles = query.data?.data ?? [];

  return (
    <PageFrame
      title={t('navigation.label')}
      tabs={<AccessTabs />}
      query={query}
      actions={
        <Button variant="contained" startIcon={<Icon name="plus" />} onClick={() => setAdding(true)}>
          {t('roles.new')}
        </Button>
      }
    >
      <Typography color="textSecondary" sx={{ mb: 2, maxWidth: '72ch' }}>
        {t('roles.hint')}
      </Typography>
      {roles.length === 0 && <EmptyState icon="shield" title={t('roles.empty')} hint={t('roles.hint')} />}
      <Box
        component="ul"
        sx={{
          display: 'grid',
          gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 280px), 1fr))',
          gap: 2,
          m: 0,
          p: 0,
          listStyle: 'none',
        }}
      >
        {roles.map((role) => (
          <Box component="li" key={role.id}>
            <RoleCard role={role} />
          </Box>
        ))}
      </Box>
      {adding && (
        <SidePanel title={t('roles.new')} onClose={close}>
          <NewRoleForm onDone={({ id }) => void navigate({ to: `/accounts/roles/${id}` })} onCancel={close} />
        </SidePanel>
      )}
    </PageFrame>
  );
}

function RoleCard({ role }: { readonly role: Role }): ReactNode {
  const { t } = useTranslation('accounts');
  return (
    <Card sx={{ height: 1 }}>
      <CardActionArea component={Link} to={`/accounts/roles/${role.id}`} sx={{ height: 1, p: 2.5 }}>
        <Stack spacing={0.5}>
          <Typography variant="h3" component="h2">
            <Name value={role.name} />
          </Typography>
          <Typography variant="body2" color="textSecondary">
            {t('roles.accounts', { count: role.accounts })}
          </Typography>
          <Typography variant="body2" color="textSecondary">
            {t('roles.permissions', { count: role.permissions.length })}
          </Typography>
        </Stack>
      </CardActionArea>
    </Card>
  );
}
