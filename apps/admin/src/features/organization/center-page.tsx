import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import List from '@mui/material/List';
import ListItem from '@mui/material/ListItem';
import ListItemText from '@mui/material/ListItemText';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { usePreferences } from '../../lib/preferences';
import { Can } from '../../ui/can';
import { Icon } from '../../ui/icon';
import { notify } from '../../ui/notices';
import { PageFrame } from '../../ui/page-frame';
import { Fact, Facts, Section } from '../../ui/section';
import { SidePanel } from '../../ui/side-panel';
import { StatusChip } from '../../ui/status-chip';
import { Code, DateText, Name } from '../../ui/text';
import { centerQuery, type Center, type Department } from './api';
import { CenterForm, DepartmentForm } from './center-forms';
import { spansOf, weekdayName, weekdays } from './working-hours';
import { WorkingHoursForm } from './working-hours-form';

/** One service centre: where it is, when it is open, which departments it has. */
export function CenterPage(): ReactNode {
  const { t } = useTranslation('organization');
  const format = useFormat();
  const { id } = useParams({ strict: false }) as { id: string };
  const query = useQuery(centerQuery(id));
  const center = query.data;
  return (
    <PageFrame
      title={center ? format.name(center.name) : t('center.title')}
      subtitle={center && <Code>{center.code}</Code>}
      trail={[{ to: '/organization/centers', label: t('centers.title') }]}
      status={center?.closedOn && <StatusChip tone="bad" label={t('center.closing')} />}
      query={query}
    >
      {center && <Sections center={center} />}
    </PageFrame>
  );
}

type Panel = { readonly kind: 'center' | 'hours' } | { readonly kind: 'department'; readonly of: Department | null };

function Sections({ center }: { readonly center: Center }): ReactNode {
  const { t } = useTranslation('organization');
  const format = useFormat();
  const [panel, setPanel] = useState<Panel | null>(null);
  const close = (): void => setPanel(null);
  const done = (): void => {
    notify({ text: t('saved') });
    close();
  };
  const edit = (kind: 'center' | 'hours'): ReactNode => (
    <Can do="organization.manage">
      <Button
        size="small"
        startIcon={<Icon name="edit" />}
        aria-label={t(`edit.${kind}`)}
        onClick={() => setPanel({ kind })}
      >
        {t('change')}
      </Button>
    </Can>
  );

  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { md: '3fr 2fr' }, alignItems: 'start' }}>
      <Stack spacing={2}>
        <Section title={t('center.contact')} actions={edit('center')}>
          <Facts>
            <Fact label={t('center.phone')}>{center.phone && <Code>{format.digits(center.phone)}</Code>}</Fact>
            <Fact label={t('center.address')}>{center.address}</Fact>
            {center.grade && <Fact label={t('center.grade')}>{center.grade}</Fact>}
            <Fact label={t('timeZone')}>{<Code>{center.timeZone}</Code>}</Fact>
            <Fact label={t('calendar')}>{t(`calendars.${center.calendar}`)}</Fact>
            {center.closedOn && <Fact label={t('center.closedOn')}>{<DateText value={center.closedOn} />}</Fact>}
          </Facts>
        </Section>
        <Departments center={center} onOpen={(of) => setPanel({ kind: 'department', of })} />
      </Stack>
      <WorkingHours center={center} actions={edit('hours')} />
      {panel && (
        <SidePanel title={titleOf(panel, t)} onClose={close}>
          {panel.kind === 'center' && <CenterForm center={center} onDone={done} onCancel={close} />}
          {panel.kind === 'hours' && <WorkingHoursForm center={center} onDone={done} onCancel={close} />}
          {panel.kind === 'department' && (
            <DepartmentForm centerId={center.id} department={panel.of} onDone={done} onCancel={close} />
          )}
        </SidePanel>
      )}
    </Box>
  );
}

function titleOf(panel: Panel, t: ReturnType<typeof useTranslation<'organization'>>['t']): string {
  if (panel.kind === 'department') return t(panel.of ? 'edit.department' : 'department.new');
  return t(`edit.${panel.kind}`);
}

interface DepartmentsProps {
  readonly center: Center;
  readonly onOpen: (department: Department | null) => void;
}

function Departments({ center, onOpen }: DepartmentsProps): ReactNode {
  const { t } = useTranslation('organization');
  const format = useFormat();
  return (
    <Section
      title={t('department.title')}
      flush
      actions={
        <Can do="organization.manage">
          <Button size="small" startIcon={<Icon name="plus" />} onClick={() => onOpen(null)}>
            {t('department.new')}
          </Button>
        </Can>
      }
    >
      {center.departments.length === 0 && (
        <Typography variant="body2" color="textSecondary" sx={{ px: 2.5, pb: 2.5 }}>
          {t('department.empty')}
        </Typography>
      )}
      <List disablePadding>
        {center.departments.map((department) => (
          <ListItem
            key={department.id}
            sx={{ px: 2.5, borderTop: 1, borderColor: 'divider' }}
            secondaryAction={
              <Can do="organization.manage">
                <IconButton
                  aria-label={t('department.change', { name: format.name(department.name) })}
                  onClick={() => onOpen(department)}
                >
                  <Icon name="edit" />
                </IconButton>
              </Can>
            }
          >
            <ListItemText
              primary={<Name value={department.name} />}
              secondary={t(`departmentKinds.${department.kind}`)}
            />
          </ListItem>
        ))}
      </List>
    </Section>
  );
}

function WorkingHours({ center, actions }: { readonly center: Center; readonly actions: ReactNode }): ReactNode {
  const { t } = useTranslation('organization');
  const { language } = usePreferences();
  const format = useFormat();
  return (
    <Section title={t('hours.title')} actions={actions}>
      {center.workingHours.length === 0 && (
        <Typography variant="body2" color="textSecondary" sx={{ mb: 1 }}>
          {t('hours.empty')}
        </Typography>
      )}
      <Stack component="dl" spacing={0.75} sx={{ m: 0 }}>
        {weekdays(language).map((weekday) => {
          const spans = spansOf(center.workingHours, weekday);
          return (
            <Stack key={weekday} direction="row" spacing={2}>
              <Typography component="dt" variant="body2" color="textSecondary" sx={{ width: 104, flexShrink: 0 }}>
                {weekdayName(weekday, language)}
              </Typography>
              <Typography component="dd" variant="body2" sx={{ m: 0 }}>
                {spans.length === 0 && t('hours.closed')}
                {spans.map(({ opens, closes }) => (
                  <Box key={opens} component="span" sx={{ display: 'inline-block', marginInlineEnd: 2 }}>
                    <Code>{format.digits(`${opens} – ${closes}`)}</Code>
                  </Box>
                ))}
              </Typography>
            </Stack>
          );
        })}
      </Stack>
    </Section>
  );
}
