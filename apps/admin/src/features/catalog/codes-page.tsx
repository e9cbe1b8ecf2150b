import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useSearch } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { DataTable } from '../../ui/data-table';
import { useListQuery } from '../../ui/list-query';
import { type TableColumn } from '../../ui/table-model';
import { EmptyState } from '../../ui/empty-state';
import { TextField } from '../../ui/fields';
import { useTableState } from '../../ui/table-state';
import { Code, Name } from '../../ui/text';
import { codeKinds, codesQuery, useSaveCode, type CodeKind, type ServiceCode } from './api';
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
import { RetiredFilter } from './filters';
import { catalogSearch } from './search';

/** The words of the workshop, one set at a time. */
export function CodesPage(): ReactNode {
  const { t } = useTranslation('catalog');
  const state = useTableState();
  const search = catalogSearch(useSearch({ strict: false }));
  const kind = search.kind ?? 'symptom';
  const query = useListQuery((page) => codesQuery({ ...search, ...page }));
  const columns = useMemo<readonly TableColumn<ServiceCode>[]>(
    () => [
      { field: 'name', label: t('name'), cell: ({ name }) => <Name value={name} />, flex: 2 },
      { field: 'code', label: t('code'), cell: ({ code }) => <Code>{code}</Code> },
      {
        field: 'retired',
        label: t('state'),
        cell: ({ retiredOn }) => <RetiredChip retiredOn={retiredOn} />,
        width: 140,
      },
    ],
    [t],
  );
  return (
    <CatalogFrame<ServiceCode>
      section="codes"
      form={(code, close) => <CodeForm code={code} kind={kind} onClose={close} />}
    >
      {(open, add) => (
        <DataTable
          label={t(`kinds.${kind}`)}
          columns={columns}
          query={query}
          state={state}
          onOpen={open}
          searchLabel={t('searchCodes')}
          filters={
            <>
              <ToggleButtonGroup
                exclusive
                size="small"
                color="primary"
                value={kind}
                aria-label={t('codeSet')}
                onChange={(_, chosen: CodeKind | null) => chosen && state.filter({ kind: chosen })}
                sx={{ flexWrap: 'wrap' }}
              >
                {codeKinds.map((each) => (
                  <ToggleButton key={each} value={each}>
                    {t(`kinds.${each}`)}
                  </ToggleButton>
                ))}
              </ToggleButtonGroup>
              <RetiredFilter state={state} value={search.retired} />
            </>
          }
          empty={
            <EmptyState
              icon="list"
              title={t('sections.codes.empty')}
              hint={t('sections.codes.emptyHint')}
              action={add}
            />
          }
        />
      )}
    </CatalogFrame>
  );
}

interface CodeValues extends NameValues {
  code: string;
  retiredOn: string | null;
}

interface CodeFormProps {
  readonly code: ServiceCode | null;
  readonly kind: CodeKind;
  readonly onClose: () => void;
}

function CodeForm({ code, kind, onClose }: CodeFormProps): ReactNode {
  const { t } = useTranslation('catalog');
  const form = useForm<CodeValues>({
    defaultValues: { ...nameValues(code?.name), code: code?.code ?? '', retiredOn: code?.retiredOn ?? null },
  });
  const save = useSaveCode(code, onClose);
  return (
    <CatalogForm
      form={form}
      save={save}
      onSubmit={(values) => save.mutate({ ...nameBody(values), kind, code: values.code, retiredOn: values.retiredOn })}
      onClose={onClose}
    >
      <TextField
        control={form.control}
        name="code"
        label={t('code')}
        hint={t('codeIn', { set: t(`kinds.${kind}`) })}
        code
        required
        disabled={code !== null}
        maxLength={60}
      />
      <NameFields form={form} />
      {code && <RetiredField form={form} />}
    </CatalogForm>
  );
}
