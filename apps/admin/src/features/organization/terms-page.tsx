import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import List from '@mui/material/List';
import ListItem from '@mui/material/ListItem';
import ListItemText from '@mui/material/ListItemText';
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { orNull } from '../../lib/values';
import { Can } from '../../ui/can';
import { TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { Icon } from '../../ui/icon';
import { notify } from '../../ui/notices';
import { PageFrame } from '../../ui/page-frame';
import { ProblemAlert } from '../../ui/problem-alert';
import { Section } from '../../ui/section';
import { SidePanel } from '../../ui/side-panel';
import { Code, Name } from '../../ui/text';
import { termsQuery, useSaveTerm, type Term, type TermKind } from './api';
import { OrganizationTabs } from './organization-tabs';

/** The words for what colleagues know: a skill is held on a level, a specialty is somebody's trade. */
export function TermsPage(): ReactNode {
  const { t } = useTranslation('organization');
  return (
    <PageFrame title={t('navigation.label')} tabs={<OrganizationTabs />}>
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { md: '1fr 1fr' }, alignItems: 'start' }}>
        <Terms kind="skills" />
        <Terms kind="specialties" />
      </Box>
    </PageFrame>
  );
}

function Terms({ kind }: { readonly kind: TermKind }): ReactNode {
  const { t } = useTranslation('organization');
  const format = useFormat();
  const query = useQuery(termsQuery(kind));
  const [open, setOpen] = useState<Term | 'new' | null>(null);
  const close = (): void => setOpen(null);
  const terms = query.data?.data;
  return (
    <Section
      title={t(`terms.${kind}.title`)}
      flush
      actions={
        <Can do="organization.manage">
          <Button size="small" startIcon={<Icon name="plus" />} onClick={() => setOpen('new')}>
            {t(`terms.${kind}.new`)}
          </Button>
        </Can>
      }
    >
      <Box sx={{ px: 2.5, pb: 2 }}>
        <Typography variant="body2" color="textSecondary">
          {t(`terms.${kind}.hint`)}
        </Typography>
        <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />
        {query.isPending && <Skeleton variant="rounded" height={96} sx={{ mt: 2 }} />}
      </Box>
      <List disablePadding aria-label={t(`terms.${kind}.title`)}>
        {terms?.map((term) => (
          <ListItem
            key={term.id}
            sx={{ px: 2.5, borderTop: 1, borderColor: 'divider' }}
            secondaryAction={
              <Can do="organization.manage">
                <IconButton
                  aria-label={t('terms.rename', { name: format.name(term.name) })}
                  onClick={() => setOpen(term)}
                >
                  <Icon name="edit" />
                </IconButton>
              </Can>
            }
          >
            <ListItemText primary={<Name value={term.name} />} secondary={<Code>{term.code}</Code>} />
          </ListItem>
        ))}
      </List>
      {open && (
        <SidePanel
          title={open === 'new' ? t(`terms.${kind}.new`) : t('terms.rename', { name: format.name(open.name) })}
          onClose={close}
        >
          <TermForm kind={kind} term={open === 'new' ? null : open} onClose={close} />
        </SidePanel>
      )}
    </Section>
  );
}

interface TermFormProps {
  readonly kind: TermKind;
  readonly term: Term | null;
  readonly onClose: () => void;
}

function TermForm({ kind, term, onClose }: TermFormProps): ReactNode {
  const { t } = useTranslation(['organization', 'ui']);
  const form = useForm<{ fa: string; en: string; code: string }>({
    defaultValues: { fa: term?.name.fa ?? '', en: term?.name.en ?? '', code: term?.code ?? '' },
  });
  const save = useSaveTerm(kind, term, () => {
    notify({ text: t('saved') });
    onClose();
  });
  return (
    <Form
      form={form}
      error={save.error}
      pending={save.isPending}
      submitLabel={t('ui:form.save')}
      onCancel={onClose}
      onSubmit={({ fa, en, code }) => save.mutate({ code, name: { fa: orNull(fa), en: orNull(en) } })}
    >
      <TextField control={form.control} name="fa" label={t('nameFa')} hint={t('nameHint')} maxLength={200} autoFocus />
      <TextField control={form.control} name="en" label={t('nameEn')} maxLength={200} />
      <TextField
        control={form.control}
        name="code"
        label={t('code')}
        hint={t('terms.codeHint')}
        maxLength={60}
        code
        required
        disabled={term !== null}
      />
    </Form>
  );
}
