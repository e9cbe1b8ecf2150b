import Card from '@mui/material/Card';
import Link from '@mui/material/Link';
import List from '@mui/material/List';
import ListItem from '@mui/material/ListItem';
import Stack from '@mui/material/Stack';
import SearchField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState, type ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { productGroupsQuery } from '../../lib/product-groups';
import { EmptyState } from '../../ui/empty-state';
import { CheckField, TextField } from '../../ui/fields';
import { ErrorState, LoadingState } from '../../ui/page-frame';
import { PickerField, type PickerOption } from '../../ui/picker-field';
import { Code, Name } from '../../ui/text';
import { useSaveProductGroup, type ProductGroup } from './api';
import { CatalogForm, CatalogFrame, nameBody, NameFields, nameValues, type NameValues } from './catalog-frame';
import { codedOption, useProductGroupSource } from './sources';

/** The tree of what the network serves. */
export function ProductGroupsPage(): ReactNode {
  const { t } = useTranslation('catalog');
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim());
  const all = useQuery(productGroupsQuery());
  const query = useQuery(productGroupsQuery(q || undefined));
  return (
    <CatalogFrame<ProductGroup>
      section="product-groups"
      form={(group, close) => <ProductGroupForm group={group} all={all.data ?? []} onClose={close} />}
    >
      {(open, add) => {
        if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
        if (!query.data) return <LoadingState />;
        return (
          <Stack spacing={2}>
            <SearchField
              type="search"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              placeholder={t('searchCodes')}
              sx={{ maxWidth: 360 }}
              slotProps={{ htmlInput: { 'aria-label': t('searchCodes') } }}
            />
            <Tree groups={query.data} isFiltered={q !== ''} open={open} add={add} />
          </Stack>
        );
      }}
    </CatalogFrame>
  );
}

interface TreeProps {
  readonly groups: readonly ProductGroup[];
  /** What was found is listed flat: the groups above it may be missing. */
  readonly isFiltered: boolean;
  readonly open: ((group: ProductGroup) => void) | undefined;
  readonly add: ReactNode;
}

function Tree({ groups, isFiltered, open, add }: TreeProps): ReactNode {
  const { t } = useTranslation('catalog');
  const { t: ui } = useTranslation('ui');
  const branches = isFiltered ? groups.map((group) => ({ group, depth: 0 })) : inTreeOrder(groups);
  return (
    <Card>
      {groups.length === 0 && isFiltered && (
        <EmptyState icon="search" title={ui('table.noMatch')} hint={ui('table.noMatchHint')} />
      )}
      {groups.length === 0 && !isFiltered && (
        <EmptyState
          icon="list"
          title={t('sections.product-groups.empty')}
          hint={t('sections.product-groups.emptyHint')}
          action={add}
        />
      )}
      <List aria-label={t('sections.product-groups.title')} disablePadding>
        {branches.map(({ group, depth }) => (
          <ListItem key={group.id} divider sx={{ paddingInlineStart: 2.5 + depth * 3.5 }}>
            <Stack direction="row" spacing={2} sx={{ alignItems: 'baseline' }}>
              {open ? (
                <Link component="button" color="textPrimary" sx={{ fontWeight: 600 }} onClick={() => open(group)}>
                  <Name value={group.name} />
                </Link>
              ) : (
                <Typography sx={{ fontWeight: 600 }}>
                  <Name value={group.name} />
                </Typography>
              )}
              <Typography variant="body2" color="textSecondary">
                <Code>{group.code}</Code>
              </Typography>
            </Stack>
          </ListItem>
        ))}
      </List>
    </Card>
  );
}

interface GroupValues extends NameValues {
  code: string;
  parent: PickerOption | null;
  strictCodes: boolean;
}

interface ProductGroupFormProps {
  readonly group: ProductGroup | null;
  readonly all: readonly ProductGroup[];
  readonly onClose: () => void;
}

function ProductGroupForm({ group, all, onClose }: ProductGroupFormProps): ReactNode {
  const { t } = useTranslation('catalog');
  const format = useFormat();
  const parent = all.find(({ id }) => id === group?.parentId);
  const form = useForm<GroupValues>({
    defaultValues: {
      ...nameValues(group?.name),
      code: group?.code ?? '',
      parent: parent ? codedOption(parent, format) : null,
      strictCodes: group?.strictCodes ?? false,
    },
  });
  const save = useSaveProductGroup(group, onClose);
  const groups = useProductGroupSource();
  return (
    <CatalogForm
      form={form}
      save={save}
      onSubmit={(values) =>
        save.mutate({
          code: values.code,
          parentId: values.parent?.id ?? null,
          strictCodes: values.strictCodes,
          ...nameBody(values),
        })
      }
      onClose={onClose}
    >
      <NameFields form={form} />
      <TextField
        control={form.control}
        name="code"
        label={t('code')}
        code
        required
        disabled={group !== null}
        maxLength={60}
      />
      <PickerField control={form.control} name="parent" label={t('parent')} hint={t('parentHint')} source={groups} />
      <CheckField control={form.control} name="strictCodes" label={t('strictCodes')} hint={t('strictCodesHint')} />
    </CatalogForm>
  );
}

interface Branch {
  readonly group: ProductGroup;
  readonly depth: number;
}

/** Every group below the one it lies in, as the server orders them on each level. */
function inTreeOrder(groups: readonly ProductGroup[]): readonly Branch[] {
  const branches = (parentId: string | null, depth: number): readonly Branch[] =>
    groups
      .filter((group) => group.parentId === parentId)
      .flatMap((group) => [{ group, depth }, ...branches(group.id, depth + 1)]);
  return branches(null, 0);
}
