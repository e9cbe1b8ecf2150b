import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { PickManyField } from '../../ui/many-fields';
import { type PickerOption } from '../../ui/picker-field';
import { partRelationsQuery, useSavePartRelations, type PartRelations } from './api';
import { CatalogForm } from './catalog-frame';
import { codedOption, usePartSource, useProductSource } from './sources';

interface PartRelationsProps {
  readonly partId: string;
  readonly onClose: () => void;
}

/** Which products a part fits by name, and what may go in for it. */
export function PartRelationsForm({ partId, onClose }: PartRelationsProps): ReactNode {
  const { t } = useTranslation('catalog');
  const { data } = useQuery(partRelationsQuery(partId));
  if (!data) return null;
  return (
    <Box component="section" sx={{ mt: 4 }}>
      <Typography variant="h3" sx={{ mb: 2 }}>
        {t('relations.title')}
      </Typography>
      <RelationsForm key={data.version} partId={partId} relations={data} onClose={onClose} />
    </Box>
  );
}

interface RelationValues {
  products: readonly PickerOption[];
  substitutes: readonly PickerOption[];
}

function RelationsForm({
  partId,
  relations,
  onClose,
}: PartRelationsProps & { readonly relations: PartRelations }): ReactNode {
  const { t } = useTranslation('catalog');
  const format = useFormat();
  const notes = new Map(relations.substitutes.map(({ part, note }) => [part.id, note]));
  const form = useForm<RelationValues>({
    defaultValues: {
      products: relations.products.map((product) => codedOption(product, format)),
      substitutes: relations.substitutes.map(({ part }) => codedOption(part, format)),
    },
  });
  const save = useSavePartRelations(partId, relations.version, onClose);
  return (
    <CatalogForm
      form={form}
      save={save}
      onSubmit={({ products, substitutes }) =>
        save.mutate({
          productIds: products.map(({ id }) => id),
          substitutes: substitutes.map(({ id }) => ({ partId: id, note: notes.get(id) ?? null })),
        })
      }
      onClose={onClose}
    >
      <PickManyField
        control={form.control}
        name="products"
        label={t('relations.products')}
        hint={t('relations.productsHint')}
        source={useProductSource()}
      />
      <PickManyField
        control={form.control}
        name="substitutes"
        label={t('relations.substitutes')}
        hint={t('relations.substitutesHint')}
        source={usePartSource()}
      />
    </CatalogForm>
  );
}
