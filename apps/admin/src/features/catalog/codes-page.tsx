import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import MuiTextField from '@mui/material/TextField';
import { useSearch } from '@tanstack/react-router';
import { useMemo, useState, type ReactNode } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { orNull } from '../../lib/values';
import { DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { CheckField, NumberField, TextField } from '../../ui/fields';
import { Icon } from '../../ui/icon';
import { useListQuery } from '../../ui/list-query';
import { PickerField, type PickerOption } from '../../ui/picker-field';
import { type TableColumn } from '../../ui/table-model';
import { useTableState } from '../../ui/table-state';
import { Code, Name } from '../../ui/text';
import { codesQuery, useSaveCode, type ServiceCode } from './api';
import {
  CatalogForm,
  CatalogFrame,
  nameBody,
  NameFields,
  nameValues,
  RetiredChip,
  RetiredField,
  type NameValues,
} from './catalog-frame';
import { codeKinds, irisKinds, type CodeKind } from './code-kinds';
import { CodePresetsPanel } from './code-presets-panel';
import { GroupFilter, RetiredFilter } from './filters';
import { catalogSearch } from './search';
import { codedOption, useCodeIdSource, useProductGroupSource } from './sources';

/** The words of the workshop, one set at a time, below their headings. */
export function CodesPage(): ReactNode {
  const { t } = useTranslation('catalog');
  const state = useTableState();
  const [adopting, setAdopting] = useState(false);
  const search = catalogSearch(useSearch({ strict: false }));
  const kind = search.kind ?? 'symptom';
  const query = useListQuery((page) => codesQuery({ ...search, ...page }));
  const columns = useMemo<readonly TableColumn<ServiceCode>[]>(
    () => [
      { field: 'name', label: t('name'), cell: (code) => <CodeName code={code} />, flex: 2 },
      { field: 'code', label: t('code'), cell: ({ code }) => <Code>{code}</Code> },
      ...(irisKinds.includes(kind)
        ? [
            {
              field: 'irisCode',
              label: t('irisCode'),
              cell: ({ irisCode }: ServiceCode) => (irisCode === null ? '—' : <Code>{irisCode}</Code>),
              width: 120,
            },
          ]
        : []),
      {
        field: 'group',
        label: t('group'),
        cell: ({ group }) => (group ? <Name value={group.name} /> : t('everyGroup')),
        flex: 1.2,
      },
      {
        field: 'retired',
        label: t('state'),
        cell: ({ retiredOn }) => retiredOn && <RetiredChip />,
        width: 140,
      },
    ],
    [t, kind],
  );
  const presets = (
    <Button startIcon={<Icon name="list" />} onClick={() => setAdopting(true)}>
      {t('presets.open')}
    </Button>
  );
  return (
    <CatalogFrame<ServiceCode>
      section="codes"
      actions={presets}
      form={(code, close) => <CodeForm code={code} kind={kind} onClose={close} />}
    >
      {(open, add) => (
        <>
          <DataTable
            label={t(`kinds.${kind}`)}
            columns={columns}
            query={query}
            state={state}
            onOpen={open}
            searchLabel={t('searchCodes')}
            filters={
              <>
                <MuiTextField
                  select
                  label={t('codeSet')}
                  value={kind}
                  onChange={(event) => state.filter({ kind: event.target.value })}
                  sx={{ width: { xs: 1, sm: 220 } }}
                >
                  {codeKinds.map((each) => (
                    <MenuItem key={each} value={each}>
                      {t(`kinds.${each}`)}
                    </MenuItem>
                  ))}
                </MuiTextField>
                <GroupFilter state={state} value={search.groupId} />
                <RetiredFilter state={state} value={search.retired} />
              </>
            }
            empty={
              <EmptyState
                icon="list"
                title={t('sections.codes.empty')}
                hint={t('sections.codes.emptyHint')}
                action={add && presets}
              />
            }
          />
          {adopting && <CodePresetsPanel onClose={() => setAdopting(false)} />}
        </>
      )}
    </CatalogFrame>
  );
}

/** A heading in bold, and what it gathers set in below it; the table makes its first column bold otherwise. */
function CodeName({ code: { name, isHeading, heading } }: { readonly code: ServiceCode }): ReactNode {
  return (
    <Box component="span" sx={{ fontWeight: isHeading ? 700 : 400, ...(heading && { paddingInlineStart: 3 }) }}>
      <Name value={name} />
    </Box>
  );
}

interface CodeValues extends NameValues {
  code: string;
  irisCode: string;
  isHeading: boolean;
  heading: PickerOption | null;
  group: PickerOption | null;
  position: number | null;
  retiredOn: string | null;
}

interface CodeFormProps {
  readonly code: ServiceCode | null;
  readonly kind: CodeKind;
  readonly onClose: () => void;
}

function CodeForm({ code, kind, onClose }: CodeFormProps): ReactNode {
  const { t } = useTranslation('catalog');
  const format = useFormat();
  const form = useForm<CodeValues>({
    defaultValues: {
      ...nameValues(code?.name),
      code: code?.code ?? '',
      irisCode: code?.irisCode ?? '',
      isHeading: code?.isHeading ?? false,
      heading: code?.heading ? codedOption(code.heading, format) : null,
      group: code?.group ? codedOption(code.group, format) : null,
      position: code?.position ?? 0,
      retiredOn: code?.retiredOn ?? null,
    },
  });
  const { control } = form;
  const save = useSaveCode(code, onClose);
  const isHeading = useWatch({ control, name: 'isHeading' });
  const headings = useCodeIdSource(kind, 'headings');
  const groups = useProductGroupSource();
  return (
    <CatalogForm
      form={form}
      save={save}
      onSubmit={({ irisCode, heading, group, position, ...values }) =>
        save.mutate({
          ...nameBody(values),
          kind,
          code: values.code,
          irisCode: orNull(irisCode),
          isHeading: values.isHeading,
          headingId: (!values.isHeading && heading?.id) || null,
          groupId: group?.id ?? null,
          position: position ?? 0,
          retiredOn: values.retiredOn,
        })
      }
      onClose={onClose}
    >
      <TextField
        control={control}
        name="code"
        label={t('code')}
        hint={t('codeIn', { set: t(`kinds.${kind}`) })}
        code
        required
        disabled={code !== null}
        maxLength={60}
      />
      <NameFields form={form} />
      <CheckField control={control} name="isHeading" label={t('isHeading')} hint={t('isHeadingHint')} />
      {!isHeading && <PickerField control={control} name="heading" label={t('heading')} source={headings} />}
      {irisKinds.includes(kind) && (
        <TextField
          control={control}
          name="irisCode"
          label={t('irisCode')}
          hint={t(`irisHints.${irisHint(kind, isHeading)}`)}
          code
          maxLength={3}
        />
      )}
      <PickerField control={control} name="group" label={t('group')} hint={t('groupHint')} source={groups} />
      <NumberField control={control} name="position" label={t('position')} hint={t('positionHint')} max={32_767} />
      {code && <RetiredField form={form} />}
    </CatalogForm>
  );
}

/** How many signs IRIS gives a code; the server says so too when it refuses. */
function irisHint(kind: CodeKind, isHeading: boolean): 'one' | 'two' | 'three' | 'none' {
  const isLong = kind === 'symptom' || kind === 'circumstance';
  if (isHeading) return isLong ? 'two' : 'none';
  return isLong || kind === 'section' ? 'three' : 'one';
}
