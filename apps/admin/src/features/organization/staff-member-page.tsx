import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { Can } from '../../ui/can';
import { Icon } from '../../ui/icon';
import { notify } from '../../ui/notices';
import { PageFrame } from '../../ui/page-frame';
import { Fact, Facts, Section } from '../../ui/section';
import { SidePanel } from '../../ui/side-panel';
import { Code, DateText, Name } from '../../ui/text';
import { centerQuery, staffMemberQuery, type Center, type StaffMember } from './api';
import { ProfileForm } from './profile-form';
import { SkillChips } from './staff-page';

/** A colleague's profile: home, specialty, and skills with their levels. */
export function StaffMemberPage(): ReactNode {
  const { t } = useTranslation('organization');
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useQuery(staffMemberQuery(id));
  const member = query.data;
  return (
    <PageFrame
      title={member?.displayName ?? t('member.title')}
      trail={[{ to: '/organization/staff', label: t('staff.title') }]}
      query={query}
    >
      {member && <Profile member={member} />}
    </PageFrame>
  );
}

function Profile({ member }: { readonly member: StaffMember }): ReactNode {
  const { t } = useTranslation('organization');
  const format = useFormat();
  const [editing, setEditing] = useState(false);
  const close = (): void => setEditing(false);
  const centers = useCenters(member);
  const home = centers.find(({ id }) => id === member.homeCenterId);
  const done = (): void => {
    notify({ text: t('saved') });
    close();
  };

  return (
    <Stack spacing={2}>
      {member.version === 0 && (
        <Alert severity="info" icon={<Icon name="info" />}>
          {t('member.unwritten')}
        </Alert>
      )}
      <Section
        title={t('member.profile')}
        actions={
          <Can do="organization.manage">
            <Button size="small" startIcon={<Icon name="edit" />} onClick={() => setEditing(true)}>
              {t('edit.profile')}
            </Button>
          </Can>
        }
      >
        <Facts>
          <Fact label={t('member.employeeNo')}>
            {member.employeeNo && <Code>{format.digits(member.employeeNo)}</Code>}
          </Fact>
          <Fact label={t('member.specialty')}>{member.specialty && <Name value={member.specialty.name} />}</Fact>
          <Fact label={t('member.home')}>{home && <Name value={home.name} />}</Fact>
          <Fact label={t('member.hiredOn')}>{member.hiredOn && <DateText value={member.hiredOn} />}</Fact>
          <Fact label={t('member.centers')}>
            {member.centerIds.length === 0
              ? t('member.network')
              : centers
                  .filter(({ id }) => member.centerIds.includes(id))
                  .map(({ id, name }) => (
                    <div key={id}>
                      <Name value={name} />
                    </div>
                  ))}
          </Fact>
        </Facts>
      </Section>
      <Section title={t('member.skills')}>
        <SkillChips member={member} />
      </Section>
      {editing && (
        <SidePanel title={t('edit.profile')} onClose={close}>
          <ProfileForm member={member} home={home} onDone={done} onCancel={close} />
        </SidePanel>
      )}
    </Stack>
  );
}

/** The centres a profile names. They are few, and the list of all of them is long. */
function useCenters(member: StaffMember): readonly Center[] {
  const ids = [...new Set([...member.centerIds, ...(member.homeCenterId ? [member.homeCenterId] : [])])];
  return useQueries({
    queries: ids.map((id) => ({ ...centerQuery(id), retry: false })), // one may not see a colleague's other centres
    combine: (results) => results.flatMap(({ data }) => data ?? []),
  });
}
