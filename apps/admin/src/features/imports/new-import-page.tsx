import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import CircularProgress from '@mui/material/CircularProgress';
import IconButton from '@mui/material/IconButton';
import List from '@mui/material/List';
import ListItem from '@mui/material/ListItem';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import MuiTextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState, type DragEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { Icon } from '../../ui/icon';
import { PageFrame } from '../../ui/page-frame';
import { ProblemAlert, textOf } from '../../ui/problem-alert';
import { Section } from '../../ui/section';
import { kindsQuery, useRequestImport, type ImportKind, type KindOfRows, type Mapping } from './api';
import { MappingSection } from './mapping-section';
import { useUploads, type Upload } from './use-uploads';

/** What is in the files, the files, their columns; then a trial: nothing is taken over before somebody has seen it. */
export function NewImportPage(): ReactNode {
  const { t } = useTranslation('imports');
  const navigate = useNavigate();
  const { uploads, add, remove } = useUploads();
  const kinds = useQuery(kindsQuery).data ?? [];
  const [kind, setKind] = useState<ImportKind>('open-repair');
  const [mapping, setMapping] = useState<Mapping | null>(null);
  const request = useRequestImport(({ id }) => void navigate({ to: `/imports/${id}` }));
  const fileIds = uploads.flatMap(({ uploaded }) => uploaded?.id ?? []);
  const rowKind = kinds.find(({ name }) => name === kind);
  const ready =
    fileIds.length > 0 &&
    fileIds.length === uploads.length &&
    (!rowKind || rowKind.fields.every(({ key, name }) => !key || mapping?.[name]));

  return (
    <PageFrame
      title={t('new.title')}
      subtitle={t('new.subtitle')}
      trail={[{ to: '/imports', label: t('navigation.label') }]}
      width="narrow"
    >
      <Stack spacing={2}>
        <KindField kinds={kinds} value={kind} onChange={setKind} />
        <DropZone onFiles={add} />
        {uploads.length > 0 && (
          <Section title={t('new.files')} flush>
            <List disablePadding aria-label={t('new.files')}>
              {uploads.map((upload) => (
                <UploadItem key={upload.key} upload={upload} onRemove={() => remove(upload.key)} />
              ))}
            </List>
          </Section>
        )}
        {rowKind && fileIds[0] && (
          <MappingSection key={`${kind} ${fileIds[0]}`} kind={rowKind} fileId={fileIds[0]} onChange={setMapping} />
        )}
        <ProblemAlert error={request.error} />
        <Stack direction="row" useFlexGap spacing={2} sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
          <Button
            variant="contained"
            disabled={!ready}
            loading={request.isPending}
            onClick={() => request.mutate({ kind, fileIds, dryRun: true, ...(rowKind && mapping && { mapping }) })}
          >
            {t('new.try')}
          </Button>
          <Typography variant="body2" color="textSecondary" sx={{ flex: '1 1 240px' }}>
            {t('new.tryHint')}
          </Typography>
        </Stack>
      </Stack>
    </PageFrame>
  );
}

interface KindFieldProps {
  readonly kinds: readonly KindOfRows[];
  readonly value: ImportKind;
  readonly onChange: (kind: ImportKind) => void;
}

function KindField({ kinds, value, onChange }: KindFieldProps): ReactNode {
  const { t } = useTranslation('imports');
  const format = useFormat();
  return (
    <MuiTextField
      select
      label={t('new.kind')}
      value={value}
      onChange={(event) => onChange(event.target.value as ImportKind)}
      helperText={value === 'open-repair' ? t('new.openRepairHint') : t('new.kindHint')}
    >
      {kinds.map(({ name, label }) => (
        <MenuItem key={name} value={name}>
          {format.name(label)}
        </MenuItem>
      ))}
      <MenuItem value="open-repair">{t('new.openRepair')}</MenuItem>
    </MuiTextField>
  );
}

function DropZone({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }): ReactNode {
  const { t } = useTranslation('imports');
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const drag = (event: DragEvent, isOver: boolean): void => {
    event.preventDefault();
    setOver(isOver);
  };

  return (
    <Stack
      spacing={1.5}
      onDragOver={(event) => drag(event, true)}
      onDragLeave={(event) => drag(event, false)}
      onDrop={(event) => (drag(event, false), onFiles([...event.dataTransfer.files]))}
      sx={{
        alignItems: 'center',
        textAlign: 'center',
        px: 3,
        py: 5,
        borderRadius: 4,
        border: 2,
        borderStyle: 'dashed',
        borderColor: over ? 'primary.main' : 'divider',
        bgcolor: over ? 'action.hover' : 'background.paper',
      }}
    >
      <Icon name="upload" fontSize="large" color="primary" />
      <Typography variant="h3" component="p">
        {t('new.drop')}
      </Typography>
      <Button variant="outlined" onClick={() => input.current?.click()}>
        {t('new.choose')}
      </Button>
      <Typography variant="body2" color="textSecondary">
        {t('new.limits')}
      </Typography>
      <input
        ref={input}
        hidden
        type="file"
        accept=".csv,.xlsx,text/csv"
        multiple
        aria-label={t('new.choose')}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = ''; // so that the same file can be chosen again
        }}
      />
    </Stack>
  );
}

function UploadItem({ upload, onRemove }: { readonly upload: Upload; readonly onRemove: () => void }): ReactNode {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const { file, uploaded, problem } = upload;
  return (
    <ListItem
      sx={{ px: 2.5, py: 1, gap: 1.5, borderTop: 1, borderColor: 'divider' }}
      secondaryAction={
        <IconButton edge="end" onClick={onRemove} aria-label={t('new.remove', { name: file.name })}>
          <Icon name="close" />
        </IconButton>
      }
    >
      {uploaded && <Icon name="check" color="success" titleAccess={t('new.uploaded')} />}
      {problem && <Icon name="warning" color="error" titleAccess={t('new.failed')} />}
      {!uploaded && !problem && <CircularProgress size={20} aria-label={t('new.uploading')} />}
      <Box sx={{ minWidth: 0 }}>
        <Typography variant="body2" sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
          <bdi>{file.name}</bdi>
        </Typography>
        <Typography variant="body2" color={problem ? 'error' : 'textSecondary'}>
          {problem ? textOf(problem) : format.size(file.size)}
        </Typography>
      </Box>
    </ListItem>
  );
}
