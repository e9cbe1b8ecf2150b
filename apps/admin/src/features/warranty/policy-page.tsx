import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Typography from '@mui/material/Typography';
import { skipToken, useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { productGroupsQuery } from '../../lib/product-groups';
import { Can } from '../../ui/can';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { Icon } from '../../ui/icon';
import { notify } from '../../ui/notices';
import { PageFrame } from '../../ui/page-frame';
import { Section } from '../../ui/section';
import { StatusChip } from '../../ui/status-chip';
import { Code, DateTimeText, Name } from '../../ui/text';
import { brandQuery, productQuery } from '../catalog/api';
import { policyQuery, usePublishPolicy, type Policy, type PolicyScope, type PolicyVersion } from './api';
import { ChangePolicy } from './change-policy';
import { TermsView } from './terms-view';
import { TryOut } from './try-out';

/** A policy with the terms of each version, and a place to try them out. */
export function PolicyPage(): ReactNode {
  const { t } = useTranslation('warranty');
  const format = useFormat();
  const { id = '' } = useParams({ strict: false });
  const query = useQuery(policyQuery(id));
  const policy = query.data;
  const [chosen, setChosen] = useState<number | null>(null);
  const version = policy?.versions.find(({ number }) => number === chosen) ?? policy?.versions[0];

  return (
    <PageFrame
      title={policy ? format.name(policy.name) : t('policy')}
      subtitle={policy && <Code>{policy.code}</Code>}
      trail={[{ to: '/warranty/policies', label: t('policies') }]}
      query={query}
      actions={policy && <Actions policy={policy} />}
    >
      {policy && version && (
        <Box
          sx={{
            display: 'grid',
            gap: 2.5,
            gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 3fr) minmax(0, 2fr)' },
            alignItems: 'start',
          }}
        >
          <Stack spacing={2.5}>
            <Section
              title={t('terms.title')}
              actions={<Versions policy={policy} version={version} onChoose={setChosen} />}
            >
              <Standing policy={policy} version={version} />
              <TermsView terms={version.terms} />
            </Section>
            <Section title={t('responsible.title')} actions={<Change policy={policy} />}>
              <Typography variant="body2" color={policy.responsible.length > 0 ? 'textPrimary' : 'textSecondary'}>
                {policy.responsible.length > 0
                  ? format.list(policy.responsible.map(({ name }) => name))
                  : t('responsible.nobody')}
              </Typography>
            </Section>
            <Section title={t('scopes.title')} actions={<Change policy={policy} />}>
              <Stack component="ul" spacing={0.5} sx={{ m: 0, p: 0, listStyle: 'none' }}>
                {policy.scopes.map((scope) => (
                  <Typography component="li" variant="body2" key={Object.values(scope).join()}>
                    <ScopeText scope={scope} />
                  </Typography>
                ))}
              </Stack>
            </Section>
          </Stack>
          <TryOut key={version.id} code={policy.code} version={version} />
        </Box>
      )}
    </PageFrame>
  );
}

function Actions({ policy }: { readonly policy: Policy }): ReactNode {
  const { t } = useTranslation('warranty');
  const [asked, setAsked] = useState(false);
  const publish = usePublishPolicy(policy, () => {
    notify({ text: t('publish.done') });
    setAsked(false);
  });
  return (
    <Can do="warranty.manage">
      <Button component={Link} to={`/warranty/policies/${policy.id}/draft`} startIcon={<Icon name="edit" />}>
        {policy.hasDraft ? t('editDraft') : t('newVersion')}
      </Button>
      {policy.hasDraft && (
        <Button variant="contained" onClick={() => setAsked(true)}>
          {t('publish.act')}
        </Button>
      )}
      {asked && (
        <ConfirmDialog
          open
          title={t('publish.title')}
          text={t('publish.text')}
          confirmLabel={t('publish.act')}
          pending={publish.isPending}
          error={publish.error}
          onConfirm={() => publish.mutate(null)}
          onClose={() => setAsked(false)}
        />
      )}
    </Can>
  );
}

/** Opens what changes without a new version. */
function Change({ policy }: { readonly policy: Policy }): ReactNode {
  const { t } = useTranslation('warranty');
  const [open, setOpen] = useState(false);
  return (
    <Can do="warranty.manage">
      <Button size="small" startIcon={<Icon name="edit" />} onClick={() => setOpen(true)}>
        {t('change.act')}
      </Button>
      {open && <ChangePolicy policy={policy} onClose={() => setOpen(false)} />}
    </Can>
  );
}

interface VersionsProps {
  readonly policy: Policy;
  readonly version: PolicyVersion;
  readonly onChoose: (number: number) => void;
}

function Versions({ policy, version, onChoose }: VersionsProps): ReactNode {
  const { t } = useTranslation('warranty');
  const format = useFormat();
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      color="primary"
      value={version.number}
      aria-label={t('versions')}
      onChange={(_, number: number | null) => number !== null && onChoose(number)}
      sx={{ flexWrap: 'wrap' }}
    >
      {policy.versions.map(({ number }) => (
        <ToggleButton key={number} value={number}>
          {t('version', { number: format.number(number) })}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

/** Whether this version binds new cards, did so once, or is a draft. */
function Standing({ policy, version }: Omit<VersionsProps, 'onChoose'>): ReactNode {
  const { t } = useTranslation('warranty');
  return (
    <Stack direction="row" spacing={1.5} sx={{ alignItems: 'center', mb: 2 }}>
      {version.publishedAt === null && <StatusChip tone="waiting" label={t('hasDraft')} />}
      {version.number === policy.publishedNumber && <StatusChip tone="good" label={t('binds')} />}
      {version.publishedAt !== null && version.number !== policy.publishedNumber && (
        <StatusChip tone="neutral" label={t('superseded')} />
      )}
      <Typography variant="body2" color="textSecondary">
        {version.publishedAt === null ? (
          t('draftHint')
        ) : (
          <>
            {t('publishedAt')} <DateTimeText value={version.publishedAt} />
          </>
        )}
      </Typography>
    </Stack>
  );
}

/** For which devices: a product; else a brand, a group, or both. */
function ScopeText({ scope: { brandId, productGroupId, productId } }: { readonly scope: PolicyScope }): ReactNode {
  const { t } = useTranslation('warranty');
  const product = useQuery({ ...productQuery(productId ?? ''), ...(!productId && { queryFn: skipToken }) });
  const brand = useQuery({ ...brandQuery(brandId ?? ''), ...(!brandId && { queryFn: skipToken }) });
  const groups = useQuery({ ...productGroupsQuery(), ...(!productGroupId && { queryFn: skipToken }) });
  if (productId) {
    return (
      <>
        {t('scopes.product')}: <Name value={product.data?.brand.name} /> <Name value={product.data?.name} />
      </>
    );
  }
  if (!brandId && !productGroupId) return t('scopes.every');
  return (
    <>
      {brandId && (
        <>
          {t('scopes.brand')}: <Name value={brand.data?.name} />{' '}
        </>
      )}
      {productGroupId && (
        <>
          {t('scopes.group')}: <Name value={groups.data?.find(({ id }) => id === productGroupId)?.name} />
        </>
      )}
    </>
  );
}
