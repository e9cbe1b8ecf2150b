import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { Fragment, useState, type ReactNode } from 'react';
import { useFieldArray, useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useFormat, type Format } from '../../lib/format';
import { useCan } from '../../lib/session';
import { orNull } from '../../lib/values';
import { TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { Icon } from '../../ui/icon';
import { PickerField, type PickerOption } from '../../ui/picker-field';
import { Section } from '../../ui/section';
import { StatusChip } from '../../ui/status-chip';
import { Code, Name } from '../../ui/text';
import { codeOption, useDiagnose, type BenchCode, type ChosenCodes, type RepairOrder } from './api';
import { useCodeSource, useHasCodes } from './code-choice';
import { FormDialog } from './form-dialog';
import { LikelyFaults, UsualRemedies } from './similar-repairs';

type CodeRef = RepairOrder['findings'][number]['symptom'];

/** What the technician found: what is seen, where, what is broken, and why. The first finding is the main one. */
export function OrderFindings({ order }: { readonly order: RepairOrder }): ReactNode {
  const { t } = useTranslation('repairs');
  const can = useCan();
  const [editing, setEditing] = useState(false);
  const editable = order.openForWork && can('repair.diagnose');
  return (
    <Section
      title={t('findings.title')}
      actions={
        editable && (
          <Button startIcon={<Icon name="edit" />} onClick={() => setEditing(true)}>
            {t(order.findings.length > 0 ? 'findings.change' : 'findings.add')}
          </Button>
        )
      }
    >
      {order.findings.length === 0 ? (
        <Typography variant="body2" color="textSecondary">
          {t('findings.empty')}
        </Typography>
      ) : (
        <Stack component="ol" spacing={1.5} sx={{ m: 0, p: 0, listStyle: 'none' }}>
          {order.findings.map(({ symptom, section, fault, cause, exclusion, note, listed }, index) => (
            <Box component="li" key={index}>
              <Stack
                direction="row"
                useFlexGap
                sx={{ flexWrap: 'wrap', alignItems: 'center', columnGap: 1, rowGap: 0.5 }}
              >
                <CodeText label={t('findings.symptom')} code={symptom} />
                {section && <Icon name="arrow" sx={{ fontSize: 16, color: 'text.secondary' }} />}
                {section && <CodeText label={t('findings.section')} code={section} />}
                <Icon name="arrow" sx={{ fontSize: 16, color: 'text.secondary' }} />
                <CodeText label={t('findings.fault')} code={fault} />
                {cause && <Icon name="arrow" sx={{ fontSize: 16, color: 'text.secondary' }} />}
                {cause && <CodeText label={t('findings.cause')} code={cause} />}
                {listed === false && <StatusChip tone="waiting" label={t('findings.unlisted')} />}
              </Stack>
              {exclusion && (
                <Typography variant="body2">
                  {t('findings.exclusion')}: <CodeText label={t('findings.exclusion')} code={exclusion} />
                </Typography>
              )}
              {note && (
                <Typography variant="body2" color="textSecondary">
                  <bdi>{note}</bdi>
                </Typography>
              )}
            </Box>
          ))}
        </Stack>
      )}
      <UsualRemedies order={order} />
      {editing && <FindingsDialog order={order} onClose={() => setEditing(false)} />}
    </Section>
  );
}

function CodeText({ label, code }: { readonly label: string; readonly code: CodeRef }): ReactNode {
  return (
    <Typography component="span" variant="body2" title={label}>
      <Typography component="span" variant="body2" color="textSecondary">
        <Code>{code.code}</Code>
      </Typography>{' '}
      <Name value={code.name} />
    </Typography>
  );
}

const fields = ['symptom', 'section', 'fault', 'cause', 'exclusion'] as const satisfies readonly BenchCode[];

type FindingInput = Record<(typeof fields)[number], PickerOption | null> & { note: string };

const emptyFinding: FindingInput = {
  symptom: null,
  section: null,
  fault: null,
  cause: null,
  exclusion: null,
  note: '',
};

/** Where nothing was found yet, what the customer told at the counter is the first guess. */
function inputsOf({ findings, told }: RepairOrder, format: Format): FindingInput[] {
  const option = (code: CodeRef | null): PickerOption | null => code && codeOption(code, format);
  if (findings.length === 0) return [{ ...emptyFinding, symptom: option(told?.symptom ?? null) }];
  return findings.map(({ symptom, section, fault, cause, exclusion, note }) => ({
    symptom: option(symptom),
    section: option(section),
    fault: option(fault),
    cause: option(cause),
    exclusion: option(exclusion),
    note: note ?? '',
  }));
}

function FindingsDialog({ order, onClose }: { readonly order: RepairOrder; readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('repairs');
  const format = useFormat();
  const diagnose = useDiagnose(onClose);
  // All findings are replaced at once: only as they were when this was opened.
  const [seen] = useState({ id: order.id, version: order.version });
  const form = useForm<{ findings: FindingInput[] }>({
    defaultValues: { findings: inputsOf(order, format) },
  });
  const { fields: inputs, append, remove } = useFieldArray({ control: form.control, name: 'findings' });
  const typed = useWatch({ control: form.control, name: 'findings' });
  const sourceOf = useCodeSource(order.id);
  const sections = useHasCodes(order.id, 'section');
  const exclusions = useHasCodes(order.id, 'exclusion');
  const asked = fields.filter((kind) => (kind !== 'section' || sections) && (kind !== 'exclusion' || exclusions));

  return (
    <FormDialog title={t('findings.title')} pending={diagnose.isPending} onClose={onClose} width="sm">
      <Form
        form={form}
        onSubmit={({ findings }) =>
          diagnose.mutate({
            order: seen,
            findings: findings.map(({ symptom, section, fault, cause, exclusion, note }) => ({
              symptomCodeId: symptom?.id ?? '',
              sectionCodeId: section?.id ?? null,
              faultCodeId: fault?.id ?? '',
              causeCodeId: cause?.id ?? null,
              exclusionCodeId: exclusion?.id ?? null,
              note: orNull(note),
            })),
          })
        }
        error={diagnose.error}
        pending={diagnose.isPending}
        submitLabel={t('findings.save')}
        onCancel={onClose}
      >
        <Typography variant="body2" color="textSecondary">
          {t('findings.hint')}
        </Typography>
        {inputs.map((field, index) => (
          <Stack
            key={field.id}
            spacing={1.5}
            sx={{ borderInlineStart: ({ palette }) => `3px solid ${palette.divider}`, paddingInlineStart: 2 }}
          >
            <Stack direction="row" sx={{ alignItems: 'center', minHeight: 32 }}>
              <Typography variant="subtitle2" sx={{ flex: 1 }}>
                {t(index === 0 ? 'findings.main' : 'findings.further')}
              </Typography>
              {inputs.length > 1 && (
                <IconButton size="small" onClick={() => remove(index)} aria-label={t('findings.remove')}>
                  <Icon name="close" />
                </IconButton>
              )}
            </Stack>
            {asked.map((kind) => (
              <Fragment key={kind}>
                <PickerField
                  control={form.control}
                  name={`findings.${index}.${kind}`}
                  label={t(`findings.${kind}`)}
                  source={sourceOf(kind, chosenBefore(kind, typed[index]))}
                  required={kind === 'symptom' || kind === 'fault'}
                  autoFocus={index === inputs.length - 1 && kind === 'symptom'}
                />
                {kind === 'symptom' && typed[index]?.symptom && (
                  <LikelyFaults
                    orderId={order.id}
                    symptomId={typed[index].symptom.id}
                    onPick={(fault, cause) => {
                      form.setValue(`findings.${index}.fault`, fault, { shouldDirty: true, shouldValidate: true });
                      if (cause) form.setValue(`findings.${index}.cause`, cause, { shouldDirty: true });
                    }}
                  />
                )}
              </Fragment>
            ))}
            <TextField
              control={form.control}
              name={`findings.${index}.note`}
              label={t('findings.note')}
              maxLength={2000}
            />
          </Stack>
        ))}
        <Box>
          <Button
            startIcon={<Icon name="plus" />}
            onClick={() => append(emptyFinding, { focusName: `findings.${inputs.length}.symptom` })}
          >
            {t('findings.another')}
          </Button>
        </Box>
      </Form>
    </FormDialog>
  );
}

/** What a set is narrowed by: the codes that are chosen before it. */
function chosenBefore(kind: BenchCode, input: FindingInput | undefined): ChosenCodes {
  if (kind === 'symptom' || kind === 'exclusion') return {};
  const symptomCodeId = input?.symptom?.id;
  return kind === 'cause' ? { symptomCodeId, faultCodeId: input?.fault?.id } : { symptomCodeId };
}
