import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import List from '@mui/material/List';
import ListItem from '@mui/material/ListItem';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useFieldArray, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useMoney } from '../../lib/company';
import { useFormat } from '../../lib/format';
import { orNull } from '../../lib/values';
import { Can } from '../../ui/can';
import { CheckField, NumberField, TextField } from '../../ui/fields';
import { Icon } from '../../ui/icon';
import { PageFrame } from '../../ui/page-frame';
import { PickerField, type PickerOption } from '../../ui/picker-field';
import { Fact, Facts, Section } from '../../ui/section';
import { SidePanel } from '../../ui/side-panel';
import { Code, DateText, Money, Name } from '../../ui/text';
import {
  fittingPartsQuery,
  productQuery,
  structureQuery,
  tariffsQuery,
  useSaveStructure,
  type PlacedComponent,
  type Product,
} from './api';
import { CatalogForm } from './catalog-frame';
import { codedOption, usePartSource, useProductGroupSource } from './sources';

/** One product: what is known of it, how it is built, which parts fit it and what work on it costs. */
export function ProductPage(): ReactNode {
  const { t } = useTranslation('catalog');
  const format = useFormat();
  const { id = '' } = useParams({ strict: false });
  const query = useQuery(productQuery(id));
  const product = query.data;
  return (
    <PageFrame
      title={product ? `${format.name(product.brand.name)} ${format.name(product.name)}` : t('product')}
      subtitle={product && <Code>{product.code}</Code>}
      trail={[{ to: '/catalog/products', label: t('sections.products.title') }]}
      query={query}
    >
      {product && (
        <Stack spacing={2}>
          <ProductFacts product={product} />
          <Structure product={product} />
          <FittingParts id={product.id} />
          <ProductTariffs id={product.id} />
        </Stack>
      )}
    </PageFrame>
  );
}

function ProductFacts({ product }: { readonly product: Product }): ReactNode {
  const { t } = useTranslation('catalog');
  const money = useMoney();
  return (
    <Section title={t('productPage.facts')}>
      <Facts>
        <Fact label={t('group')}>
          <Name value={product.group.name} />
        </Fact>
        <Fact label={t('serialPattern')}>{product.serialPattern && <Code>{product.serialPattern}</Code>}</Fact>
        <Fact label={t('gtin')}>{product.gtin && <Code>{product.gtin}</Code>}</Fact>
        <Fact label={t('hasImei')}>{t(product.hasImei ? 'productPage.yes' : 'productPage.no')}</Fact>
        <Fact label={t('replacementValue')}>
          {product.replacementValue !== null && <Money value={money(product.replacementValue)} />}
        </Fact>
        <Fact label={t('discontinuedOn')}>{product.discontinuedOn && <DateText value={product.discontinuedOn} />}</Fact>
        <Fact label={t('supportUntil')}>{product.supportUntil && <DateText value={product.supportUntil} />}</Fact>
      </Facts>
    </Section>
  );
}

function Structure({ product }: { readonly product: Product }): ReactNode {
  const { t } = useTranslation('catalog');
  const { data } = useQuery(structureQuery(product.id));
  const [editing, setEditing] = useState(false);
  const close = (): void => setEditing(false);
  return (
    <Section
      title={t('productPage.structure')}
      actions={
        <Can do="catalog.manage">
          <Button startIcon={<Icon name="edit" />} disabled={!data} onClick={() => setEditing(true)}>
            {t('productPage.editStructure')}
          </Button>
        </Can>
      }
    >
      {data && data.components.length === 0 && (
        <Typography variant="body2" color="textSecondary">
          {t('productPage.noStructure')}
        </Typography>
      )}
      {data && <Places components={data.components} below={null} />}
      {editing && data && (
        <SidePanel title={t('productPage.editStructure')} onClose={close}>
          <StructureForm product={product} components={data.components} onClose={close} />
        </SidePanel>
      )}
    </Section>
  );
}

interface PlacesProps {
  readonly components: readonly PlacedComponent[];
  readonly below: string | null;
}

/** The places below one, each with its own below it. */
function Places({ components, below }: PlacesProps): ReactNode {
  const { t } = useTranslation('catalog');
  const format = useFormat();
  const places = components.filter(({ parentSlot }) => parentSlot === below);
  if (places.length === 0) return null;
  return (
    <List dense disablePadding sx={below === null ? undefined : { paddingInlineStart: 3 }}>
      {places.map(({ slot, group, part, quantity, serialised }) => (
        <ListItem key={slot} disableGutters sx={{ display: 'block' }}>
          <Stack direction="row" useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'baseline', columnGap: 1.5 }}>
            <Typography component="span" sx={{ fontWeight: 600 }}>
              <bdi>{slot}</bdi>
              {quantity > 1 && ` × ${format.number(quantity)}`}
            </Typography>
            {part && (
              <Typography component="span" variant="body2">
                <Name value={part.name} /> <Code>{part.code}</Code>
              </Typography>
            )}
            {group && (
              <Typography component="span" variant="body2" color="textSecondary">
                {t('productPage.coverOf')} <Name value={group.name} />
              </Typography>
            )}
            {serialised && (
              <Typography component="span" variant="body2" color="textSecondary">
                {t('productPage.serialised')}
              </Typography>
            )}
          </Stack>
          <Places components={components} below={slot} />
        </ListItem>
      ))}
    </List>
  );
}

interface PlaceValues {
  slot: string;
  parentSlot: string;
  group: PickerOption | null;
  part: PickerOption | null;
  quantity: number | null;
  serialised: boolean;
}

const newPlace: PlaceValues = { slot: '', parentSlot: '', group: null, part: null, quantity: 1, serialised: false };

interface StructureFormProps {
  readonly product: Product;
  readonly components: readonly PlacedComponent[];
  readonly onClose: () => void;
}

function StructureForm({ product, components, onClose }: StructureFormProps): ReactNode {
  const { t } = useTranslation('catalog');
  const format = useFormat();
  const form = useForm<{ places: PlaceValues[] }>({
    defaultValues: {
      places:
        components.length === 0
          ? [newPlace]
          : components.map(({ slot, parentSlot, group, part, quantity, serialised }) => ({
              slot,
              parentSlot: parentSlot ?? '',
              group: group && codedOption(group, format),
              part: part && codedOption(part, format),
              quantity,
              serialised,
            })),
    },
  });
  const { control } = form;
  const { fields, append, remove } = useFieldArray({ control, name: 'places' });
  const groups = useProductGroupSource();
  const parts = usePartSource();
  const save = useSaveStructure(product, onClose);
  return (
    <CatalogForm
      form={form}
      save={save}
      onSubmit={({ places }) =>
        save.mutate({
          components: places.map(({ slot, parentSlot, group, part, quantity, serialised }) => ({
            slot,
            parentSlot: orNull(parentSlot),
            groupId: group?.id ?? null,
            partId: part?.id ?? null,
            quantity: quantity ?? 1,
            serialised,
          })),
        })
      }
      onClose={onClose}
    >
      {fields.map((field, index) => (
        <Stack
          key={field.id}
          spacing={1.5}
          sx={{ borderInlineStart: ({ palette }) => `3px solid ${palette.divider}`, paddingInlineStart: 2 }}
        >
          <Stack direction="row" spacing={1} sx={{ alignItems: 'flex-start' }}>
            <TextField
              control={control}
              name={`places.${index}.slot`}
              label={t('place.slot')}
              maxLength={60}
              required
            />
            <IconButton onClick={() => remove(index)} aria-label={t('place.remove')}>
              <Icon name="close" />
            </IconButton>
          </Stack>
          <TextField
            control={control}
            name={`places.${index}.parentSlot`}
            label={t('place.parent')}
            hint={t('place.parentHint')}
            maxLength={60}
          />
          <PickerField control={control} name={`places.${index}.part`} label={t('place.part')} source={parts} />
          <PickerField
            control={control}
            name={`places.${index}.group`}
            label={t('place.group')}
            hint={t('place.groupHint')}
            source={groups}
          />
          <NumberField
            control={control}
            name={`places.${index}.quantity`}
            label={t('place.quantity')}
            min={1}
            max={10_000}
            required
          />
          <CheckField control={control} name={`places.${index}.serialised`} label={t('place.serialised')} />
        </Stack>
      ))}
      <div>
        <Button startIcon={<Icon name="plus" />} onClick={() => append(newPlace)}>
          {t('place.add')}
        </Button>
      </div>
    </CatalogForm>
  );
}

function FittingParts({ id }: { readonly id: string }): ReactNode {
  const { t } = useTranslation('catalog');
  const { data } = useQuery(fittingPartsQuery(id));
  return (
    <Section title={t('productPage.parts')}>
      {data?.length === 0 && (
        <Typography variant="body2" color="textSecondary">
          {t('productPage.noParts')}
        </Typography>
      )}
      <List dense disablePadding aria-label={t('productPage.parts')}>
        {data?.map(({ id: partId, code, name }) => (
          <ListItem key={partId} disableGutters sx={{ gap: 1.5 }}>
            <Name value={name} />
            <Typography component="span" variant="body2" color="textSecondary">
              <Code>{code}</Code>
            </Typography>
          </ListItem>
        ))}
      </List>
    </Section>
  );
}

/** The tariffs for this very product; those of its groups stand on the page of tariffs. */
function ProductTariffs({ id }: { readonly id: string }): ReactNode {
  const { t } = useTranslation('catalog');
  const money = useMoney();
  const { data } = useQuery(tariffsQuery({ limit: 50, productId: id }));
  return (
    <Section title={t('productPage.tariffs')}>
      {data?.data.length === 0 && (
        <Typography variant="body2" color="textSecondary">
          {t('productPage.noTariffs')}
        </Typography>
      )}
      <List dense disablePadding aria-label={t('productPage.tariffs')}>
        {data?.data.map((tariff) => (
          <ListItem key={tariff.id} disableGutters sx={{ gap: 1.5, flexWrap: 'wrap' }}>
            <Name value={(tariff.part ?? tariff.serviceItem)?.name ?? null} />
            <Money value={money(tariff.price)} />
            <Typography component="span" variant="body2" color="textSecondary">
              {tariff.grade && `${t('tariff.grade')}: ${tariff.grade} · `}
              {t('tariff.validFrom')} <DateText value={tariff.validFrom} />
            </Typography>
          </ListItem>
        ))}
      </List>
    </Section>
  );
}
