import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { notify } from '../../ui/notices';
import { ErrorState, LoadingState } from '../../ui/page-frame';
import { Picker, type PickerOption } from '../../ui/picker-field';
import { ProblemAlert } from '../../ui/problem-alert';
import { SidePanel } from '../../ui/side-panel';
import { DateText, Name } from '../../ui/text';
import { codePresetsQuery, useAdoptPreset, type CodePreset } from './api';
import { useProductGroupSource } from './sources';

/** Shipped code sets to begin with. What the company has already stays as it is. */
export function CodePresetsPanel({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('catalog');
  const presets = useQuery(codePresetsQuery);
  return (
    <SidePanel title={t('presets.title')} onClose={onClose}>
      <Stack spacing={3}>
        <Typography variant="body2" color="textSecondary">
          {t('presets.hint')}
        </Typography>
        {presets.error && <ErrorState error={presets.error} onRetry={() => void presets.refetch()} />}
        {presets.isPending && <LoadingState />}
        {presets.data?.map((preset) => (
          <Preset key={preset.code} preset={preset} />
        ))}
      </Stack>
    </SidePanel>
  );
}

function Preset({
  preset: { code, name, asOf, source, codes, combinations },
}: {
  readonly preset: CodePreset;
}): ReactNode {
  const { t } = useTranslation('catalog');
  const format = useFormat();
  const [group, setGroup] = useState<PickerOption | null>(null);
  const adopt = useAdoptPreset(({ created, completed }) =>
    notify({
      text: t('presets.adopted', { created: format.number(created), completed: format.number(completed) }),
    }),
  );
  return (
    <Stack component="section" aria-label={format.name(name)} spacing={1.5}>
      <Stack>
        <Typography variant="subtitle1" component="h3">
          <Name value={name} />
        </Typography>
        <Typography variant="body2" color="textSecondary">
          {t('presets.size', { codes: format.number(codes), combinations: format.number(combinations) })}
          {' · '}
          {t('presets.asOf')} <DateText value={asOf} />
        </Typography>
        <Typography variant="caption" color="textSecondary" component="p">
          <Name value={source} />
        </Typography>
      </Stack>
      <Picker
        label={t('group')}
        source={useProductGroupSource()}
        value={group}
        onChange={setGroup}
        helperText={t('groupHint')}
      />
      <ProblemAlert error={adopt.error} />
      <Button
        variant="outlined"
        disabled={adopt.isPending}
        onClick={() => adopt.mutate({ code, groupId: group?.id ?? null })}
        sx={{ alignSelf: 'flex-start' }}
      >
        {t('presets.adopt')}
      </Button>
    </Stack>
  );
}
