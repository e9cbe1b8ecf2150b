import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import Chip from '@mui/material/Chip';
import List from '@mui/material/List';
import ListItem from '@mui/material/ListItem';
import ListItemText from '@mui/material/ListItemText';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useCan, useCenter } from '../../lib/session';
import { orNull } from '../../lib/values';
import { EmptyState } from '../../ui/empty-state';
import { SelectField, TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { Icon } from '../../ui/icon';
import { PageFrame } from '../../ui/page-frame';
import { SidePanel } from '../../ui/side-panel';
import { Code, Name } from '../../ui/text';
import { locationsQuery, useAddLocation, useRenameLocation, type StockLocation, type StockLocationKind } from './api';

const kinds = [
  'branch',
  'van',
  'bench',
  'customer_owned',
  'defective',
  'quarantine',
  'vendor',
  'loaner',
  'transit',
] as const satisfies readonly StockLocationKind[];

/** Where a centre keeps parts. */
export function LocationsPage(): ReactNode {
  const { t } = useTranslation('inventory');
  const center = useCenter();
  const mayManage = useCan()('inventory.manage') && center !== null;
  const query = useQuery(locationsQuery(center?.id));
  const [panel, setPanel] = useState<'new' | StockLocation | null>(null);
  const close = (): void => setPanel(null);
  const add = mayManage && (
    <Button variant="contained" startIcon={<Icon name="plus" />} onClick={() => setPanel('new')}>
      {t('locations.add')}
    </Button>
  );

  return (
    <PageFrame
      title={t('locations.title')}
      subtitle={t('locations.subtitle')}
      actions={add}
      query={query}
      width="narrow"
    >
      <Card>
        {query.data?.data.length === 0 && (
          <EmptyState icon="building" title={t('locations.none')} hint={t('locations.noneHint')} />
        )}
        <List disablePadding aria-label={t('locations.title')}>
          {query.data?.data.map((location) => (
            <ListItem key={location.id} divider sx={{ px: 2.5, columnGap: 2, flexWrap: { xs: 'wrap', sm: 'nowrap' } }}>
              <ListItemText
                sx={{ minWidth: 180 }}
                primary={<Name value={location.name} />}
                secondary={
                  <>
                    <Code>{location.code}</Code> · <Name value={location.center.name} />
                  </>
                }
              />
              <Chip size="small" label={t(`locationKinds.${location.kind}`)} />
              {mayManage && (
                <Button sx={{ whiteSpace: 'nowrap' }} onClick={() => setPanel(location)}>
                  {t('locations.rename')}
                </Button>
              )}
            </ListItem>
          ))}
        </List>
      </Card>
      {panel === 'new' && center && (
        <SidePanel title={t('locations.add')} onClose={close}>
          <AddLocationForm centerId={center.id} onDone={close} />
        </SidePanel>
      )}
      {panel !== null && panel !== 'new' && (
        <SidePanel title={t('locations.renameTitle', { code: panel.code })} onClose={close}>
          <RenameLocationForm location={panel} onDone={close} />
        </SidePanel>
      )}
    </PageFrame>
  );
}

interface LocationValues {
  readonly code: string;
  readonly fa: string;
  readonly en: string;
  readonly kind: StockLocationKind | null;
}

function AddLocationForm({ centerId, onDone }: { readonly centerId: string; readonly onDone: () => void }): ReactNode {
  const { t } = useTranslation('inventory');
  const form = useForm<LocationValues>({ defaultValues: { code: '', fa: '', en: '', kind: null } });
  const add = useAddLocation(onDone);
  return (
    <Form
      form={form}
      error={add.error}
      pending={add.isPending}
      submitLabel={t('locations.save')}
      onCancel={onDone}
      onSubmit={({ code, fa, en, kind }) =>
        add.mutate({ centerId, code: code.trim(), name: { fa: orNull(fa), en: orNull(en) }, kind: kind ?? 'branch' })
      }
    >
      <TextField
        control={form.control}
        name="code"
        label={t('locations.code')}
        maxLength={64}
        code
        required
        autoFocus
      />
      <SelectField
        control={form.control}
        name="kind"
        label={t('locations.kind')}
        options={kinds.map((kind) => ({ value: kind, label: t(`locationKinds.${kind}`) }))}
        required
      />
      <TextField control={form.control} name="fa" label={t('locations.nameFa')} maxLength={200} />
      <TextField control={form.control} name="en" label={t('locations.nameEn')} maxLength={200} />
    </Form>
  );
}

interface RenameLocationFormProps {
  readonly location: StockLocation;
  readonly onDone: () => void;
}

function RenameLocationForm({ location, onDone }: RenameLocationFormProps): ReactNode {
  const { t } = useTranslation('inventory');
  const { id, version, name } = location;
  const form = useForm({ defaultValues: { fa: name.fa ?? '', en: name.en ?? '' } });
  const rename = useRenameLocation(onDone);
  return (
    <Form
      form={form}
      error={rename.error}
      pending={rename.isPending}
      submitLabel={t('locations.save')}
      onCancel={onDone}
      onSubmit={({ fa, en }) => rename.mutate({ id, version, name: { fa: orNull(fa), en: orNull(en) } })}
    >
      <TextField control={form.control} name="fa" label={t('locations.nameFa')} maxLength={200} autoFocus />
      <TextField control={form.control} name="en" label={t('locations.nameEn')} maxLength={200} />
    </Form>
  );
}
