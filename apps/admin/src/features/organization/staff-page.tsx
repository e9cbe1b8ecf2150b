import Chip from '@mui/material/Chip';
import Stack from '@mui/material/Stack';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { DataTable } from '../../ui/data-table';
import { type TableColumn } from '../../ui/table-model';
import { EmptyState } from '../../ui/empty-state';
import { FilterSelect } from '../../ui/filter-select';
import { useListQuery } from '../../ui/list-query';
import { PageFrame } from '../../ui/page-frame';
import { useTableState } from '../../ui/table-state';
import { Code, DateText, Name } from '../../ui/text';
import { staffQuery, termsQuery, type StaffMember } from './api';
import { OrganizationTabs } from './organization-tabs';

interface Filters {
  readonly skill?: string;
  readonly specialty?: string;
}

/** The colleagues: who knows what. */
export function StaffPage(): ReactNode {
  const { t } = useTranslation('organization');
  const format = useFormat();
  const state = useTableState();
  const { skill, specialty }: Filters = useSearch({ strict: false });
  const { q, limit, cursor } = state.search;
  const query = useListQuery((page) =>
    staffQuery({ q, limit, cursor, skillId: skill, specialtyId: specialty, ...page }),
  );
  const skills = useQuery(termsQuery('skills')).data?.data ?? [];
  const specialties = useQuery(termsQuery('specialties')).data?.data ?? [];
  const columns = useMemo<readonly TableColumn<StaffMember & { id: string }>[]>(
    () => [
      { field: 'displayName', label: t('name'), cell: ({ displayName }) => <bdi>{displayName}</bdi>, flex: 1.2 },
      { field: 'specialty', label: t('member.specialty'), cell: ({ specialty: of }) => <Name value={of?.name} /> },
      {
        field: 'skills',
        label: t('member.skills'),
        cell: (member) => <SkillChips member={member} most={2} />,
        flex: 2.4,
      },
      {
        field: 'employeeNo',
        label: t('member.employeeNo'),
        cell: ({ employeeNo }) => (employeeNo ? <Code>{format.digits(employeeNo)}</Code> : '—'),
        width: 140,
      },
      { field: 'hiredOn', label: t('member.hiredOn'), cell: ({ hiredOn }) => <DateText value={hiredOn} />, width: 150 },
    ],
    [t, format],
  );
  const optionsOf = (terms: typeof skills) => terms.map(({ id, name }) => ({ value: id, label: format.name(name) }));

  return (
    <PageFrame title={t('navigation.label')} tabs={<OrganizationTabs />}>
      <DataTable
        label={t('staff.title')}
        columns={columns}
        query={query}
        state={state}
        rowTo={({ id }) => `/organization/staff/${id}`}
        searchLabel={t('staff.search')}
        filters={
          <>
            <FilterSelect
              label={t('member.skill')}
              value={skill}
              options={optionsOf(skills)}
              onChoose={(value) => state.filter({ skill: value })}
            />
            <FilterSelect
              label={t('member.specialty')}
              value={specialty}
              options={optionsOf(specialties)}
              onChoose={(value) => state.filter({ specialty: value })}
            />
          </>
        }
        empty={<EmptyState icon="users" title={t('staff.empty')} hint={t('staff.emptyHint')} />}
      />
    </PageFrame>
  );
}

interface SkillChipsProps {
  readonly member: StaffMember;
  /** Only so many, and how many there are besides. */
  readonly most?: number;
}

/** Skills with their levels, the best first. */
export function SkillChips({ member, most = Infinity }: SkillChipsProps): ReactNode {
  const { t } = useTranslation('organization');
  const format = useFormat();
  const skills = [...member.skills].sort((one, other) => other.level - one.level);
  if (skills.length === 0) return '—';
  return (
    <Stack direction="row" useFlexGap spacing={0.75} sx={{ flexWrap: 'wrap' }}>
      {skills.slice(0, most).map(({ id, name, level }) => (
        <Chip
          key={id}
          size="small"
          label={t('member.skillAt', { skill: format.name(name), level: t(`levels.${levelOf(level)}`) })}
        />
      ))}
      {skills.length > most && <Chip size="small" label={t('member.moreSkills', { count: skills.length - most })} />}
    </Stack>
  );
}

/** The three levels as keys of their texts. */
export function levelOf(level: number): '1' | '2' | '3' {
  return level <= 1 ? '1' : level === 2 ? '2' : '3';
}
