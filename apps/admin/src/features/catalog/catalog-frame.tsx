import Button from '@mui/material/Button';
import { useCallback, useState, type ReactNode } from 'react';
import type { FieldValues, UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { components } from '../../lib/api-types';
import { useCan } from '../../lib/session';
import { orNull } from '../../lib/values';
import { DateField } from '../../ui/date-field';
import { TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { Icon } from '../../ui/icon';
import { PageFrame } from '../../ui/page-frame';
import { PageTabs } from '../../ui/page-tabs';
import { SidePanel } from '../../ui/side-panel';
import { StatusChip } from '../../ui/status-chip';

const catalogSections = [
  'brands',
  'product-groups',
  'products',
  'parts',
  'service-items',
  'tariffs',
  'codes',
  'code-combinations',
] as const;
export type CatalogSection = (typeof catalogSections)[number];

interface CatalogFrameProps<Row> {
  readonly section: CatalogSection;
  /** The list. It opens a row's form with `open`, or not at all for who may not manage the catalog. */
  readonly children: (open: ((row: Row) => void) | undefined, add: ReactNode) => ReactNode;
  /** Stands before the button that adds. */
  readonly actions?: ReactNode;
  /** The form of a row, or of a new one for null. */
  readonly form: (row: Row | null, close: () => void) => ReactNode;
}

/** What every part of the catalog has: the way to the other parts, a list, and a form beside it. */
export function CatalogFrame<Row>({ section, children, actions, form }: CatalogFrameProps<Row>): ReactNode {
  const { t } = useTranslation('catalog');
  const mayManage = useCan()('catalog.manage');
  const [opened, setOpened] = useState<{ readonly row: Row | null } | null>(null);
  const open = useCallback((row: Row) => setOpened({ row }), []);
  const close = (): void => setOpened(null);
  const add = mayManage && (
    <Button variant="contained" startIcon={<Icon name="plus" />} onClick={() => setOpened({ row: null })}>
      {t(`sections.${section}.new`)}
    </Button>
  );

  return (
    <PageFrame
      title={t('title')}
      actions={
        <>
          {mayManage && actions}
          {add}
        </>
      }
    >
      <PageTabs
        label={t('title')}
        tabs={catalogSections.map((each) => ({ to: `/catalog/${each}`, label: t(`sections.${each}.title`) }))}
      />
      {children(mayManage ? open : undefined, add)}
      {opened && (
        <SidePanel title={t(`sections.${section}.${opened.row ? 'edit' : 'new'}`)} onClose={close}>
          {form(opened.row, close)}
        </SidePanel>
      )}
    </PageFrame>
  );
}

interface CatalogFormProps<Values extends FieldValues> {
  readonly form: UseFormReturn<Values>;
  readonly save: { readonly error: unknown; readonly isPending: boolean };
  readonly onSubmit: (values: Values) => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function CatalogForm<Values extends FieldValues>(props: CatalogFormProps<Values>): ReactNode {
  const { form, save, onSubmit, onClose, children } = props;
  const { t } = useTranslation('catalog');
  return (
    <Form
      form={form}
      onSubmit={onSubmit}
      error={save.error}
      pending={save.isPending}
      submitLabel={t('save')}
      onCancel={onClose}
    >
      {children}
    </Form>
  );
}

export interface NameValues {
  name: { fa: string; en: string };
}

export function nameValues(name?: components['schemas']['NameDto']): NameValues {
  return { name: { fa: name?.fa ?? '', en: name?.en ?? '' } };
}

export function nameBody({ name }: NameValues): { name: { fa: string | null; en: string | null } } {
  return { name: { fa: orNull(name.fa), en: orNull(name.en) } };
}

/** The name in both languages; one of them is enough. */
export function NameFields<Values extends NameValues & FieldValues>({
  form,
}: {
  readonly form: UseFormReturn<Values>;
}): ReactNode {
  const { t } = useTranslation('catalog');
  const { control } = form as unknown as UseFormReturn<NameValues>;
  return (
    <>
      <TextField control={control} name="name.fa" label={t('nameFa')} maxLength={200} />
      <TextField control={control} name="name.en" label={t('nameEn')} hint={t('nameHint')} maxLength={200} />
    </>
  );
}

/** From when on it is not chosen any more; what is recorded keeps it. */
export function RetiredField<Values extends { retiredOn: string | null } & FieldValues>({
  form,
}: {
  readonly form: UseFormReturn<Values>;
}): ReactNode {
  const { t } = useTranslation('catalog');
  const { control } = form as unknown as UseFormReturn<{ retiredOn: string | null }>;
  return <DateField control={control} name="retiredOn" label={t('retiredOn')} hint={t('retiredHint')} />;
}

/** Only what is retired says so. */
export function RetiredChip(): ReactNode {
  const { t } = useTranslation('catalog');
  return <StatusChip tone="neutral" label={t('retired')} />;
}
