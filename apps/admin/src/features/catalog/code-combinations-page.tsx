import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useSearch } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { Icon } from '../../ui/icon';
import { useListQuery } from '../../ui/list-query';
import { PickerField, type PickerOption } from '../../ui/picker-field';
import { ProblemAlert } from '../../ui/problem-alert';
import { type TableColumn } from '../../ui/table-model';
import { useTableState } from '../../ui/table-state';
import { Name } from '../../ui/text';
import { combinationsQuery, useRemoveCombination, useSaveCombination, type Combination } from './api';
import { CatalogForm, CatalogFrame } from './catalog-frame';
import { GroupFilter } from './filters';
import { catalogSearch } from './search';
import { codedOption, useCodeIdSource, useProductGroupSource } from './sources';

const members = ['symptom', 'fault', 'cause', 'repair'] as const;

/** Which symptom, fault, cause and repair go together. */
export function CodeCombinationsPage(): ReactNode {
  const { t } = useTranslation('catalog');
  const state = useTableState();
  const search = catalogSearch(useSearch({ strict: false }));
  const query = useListQuery((page) => combinationsQuery({ ...search, ...page }));
  const columns = useMemo<readonly TableColumn<Combination>[]>(
    () => [
      ...members.map((member) => ({
        field: member,
        label: t(`combination.${member}`),
        cell: ({ [member]: code }: Combination) => (code ? <Name value={code.name} /> : t('combination.any')),
        flex: 1.4,
      })),
      {
        field: 'group',
        label: t('group'),
        cell: ({ group }) => (group ? <Name value={group.name} /> : t('everyGroup')),
      },
    ],
    [t],
  );
  return (
    <CatalogFrame<Combination>
      section="code-combinations"
      form={(combination, close) => <CombinationForm combination={combination} onClose={close} />}
    >
      {(open, add) => (
        <DataTable
          label={t('sections.code-combinations.title')}
          columns={columns}
          query={query}
          state={state}
          onOpen={open}
          searchLabel={t('searchCodes')}
          filters={<GroupFilter state={state} value={search.groupId} />}
          empty={
            <EmptyState
              icon="list"
              title={t('sections.code-combinations.empty')}
              hint={t('sections.code-combinations.emptyHint')}
              action={add}
            />
          }
        />
      )}
    </CatalogFrame>
  );
}

interface CombinationValues {
  group: PickerOption | null;
  symptom: PickerOption | null;
  fault: PickerOption | null;
  cause: PickerOption | null;
  repair: PickerOption | null;
}

interface CombinationFormProps {
  readonly combination: Combination | null;
  readonly onClose: () => void;
}

function CombinationForm({ combination, onClose }: CombinationFormProps): ReactNode {
  const { t } = useTranslation('catalog');
  const format = useFormat();
  const known = (member: (typeof members)[number] | 'group'): PickerOption | null => {
    const code = combination?.[member];
    return code ? codedOption(code, format) : null;
  };
  const form = useForm<CombinationValues>({
    defaultValues: {
      group: known('group'),
      symptom: known('symptom'),
      fault: known('fault'),
      cause: known('cause'),
      repair: known('repair'),
    },
  });
  const save = useSaveCombination(combination, onClose);
  const remove = useRemoveCombination(onClose);
  const groups = useProductGroupSource();
  const sources = {
    symptom: useCodeIdSource('symptom'),
    fault: useCodeIdSource('fault'),
    cause: useCodeIdSource('cause'),
    repair: useCodeIdSource('repair'),
  };
  return (
    <>
      <CatalogForm
        form={form}
        save={save}
        onSubmit={({ group, symptom, fault, cause, repair }) =>
          save.mutate({
            groupId: group?.id ?? null,
            symptomId: symptom?.id ?? null,
            faultId: fault?.id ?? null,
            causeId: cause?.id ?? null,
            repairId: repair?.id ?? null,
          })
        }
        onClose={onClose}
      >
        {members.map((member) => (
          <PickerField
            key={member}
            control={form.control}
            name={member}
            label={t(`combination.${member}`)}
            hint={t('combination.hint')}
            source={sources[member]}
          />
        ))}
        <PickerField control={form.control} name="group" label={t('group')} hint={t('groupHint')} source={groups} />
      </CatalogForm>
      {combination && (
        <Box sx={{ mt: 2 }}>
          <ProblemAlert error={remove.error} />
          <Button
            color="error"
            startIcon={<Icon name="close" />}
            disabled={remove.isPending}
            onClick={() => remove.mutate(combination)}
          >
            {t('combination.remove')}
          </Button>
        </Box>
      )}
    </>
  );
}
