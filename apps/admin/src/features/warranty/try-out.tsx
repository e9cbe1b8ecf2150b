import Box from '@mui/material/Box';
import Divider from '@mui/material/Divider';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { useFieldArray, useForm, type Control } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { today, useFormat } from '../../lib/format';
import { useReasonText } from '../../ui/coverage-text';
import { DateField } from '../../ui/date-field';
import { NumberField, SelectField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { PickerField, type PickerOption } from '../../ui/picker-field';
import { Section } from '../../ui/section';
import { StatusChip } from '../../ui/status-chip';
import { VerdictPanel } from '../../ui/verdict-panel';
import { useCodeSource } from '../catalog/sources';
import { coverClasses, useTryOut, type CoverageFacts, type CoverClass, type PolicyVersion, type Verdict } from './api';
import { AddButton, Row, Rows } from './rows';

const startFacts = ['cardIssuedOn', 'soldOn', 'deliveredOn', 'installedOn', 'activatedOn', 'madeOn'] as const;
const provenances = ['verified', 'declared', 'unknown', 'blocked'] as const;

interface TryOutValues {
  on: string | null;
  provenance: CoverageFacts['provenance'];
  start: Record<(typeof startFacts)[number], string | null>;
  lines: { class: CoverClass; faultCode: PickerOption | null; evidenceCount: number | null }[];
}

interface TryOutProps {
  readonly code: string;
  readonly version: PolicyVersion;
}

/** Asks what these terms would say of a made-up case, so that they are understood before they bind. */
export function TryOut({ code, version }: TryOutProps): ReactNode {
  const { t } = useTranslation(['warranty', 'devices']);
  const form = useForm<TryOutValues>({
    defaultValues: {
      on: today(),
      provenance: 'verified',
      start: {
        cardIssuedOn: null,
        soldOn: null,
        deliveredOn: null,
        installedOn: null,
        activatedOn: null,
        madeOn: null,
      },
      lines: [{ class: 'parts', faultCode: null, evidenceCount: 0 }],
    },
  });
  const { control } = form;
  const tryOut = useTryOut();
  return (
    <Section title={t('tryOut.title')}>
      <Typography variant="body2" color="textSecondary" sx={{ mb: 2 }}>
        {t('tryOut.hint')}
      </Typography>
      <Form
        form={form}
        onSubmit={(values) => tryOut.mutate(factsOf(values, code, version))}
        error={tryOut.error}
        pending={tryOut.isPending}
        submitLabel={t('tryOut.act')}
      >
        <TwoColumns>
          <DateField control={control} name="on" label={t('tryOut.on')} required />
          <SelectField
            control={control}
            name="provenance"
            label={t('devices:provenance')}
            options={provenances.map((value) => ({ value, label: t(`devices:provenances.${value}`) }))}
          />
          {startFacts.map((fact) => (
            <DateField key={fact} control={control} name={`start.${fact}`} label={t(`devices:facts.${fact}`)} />
          ))}
        </TwoColumns>
        <Lines control={control} />
      </Form>
      {tryOut.data && (
        <Stack spacing={2} sx={{ mt: 2.5 }} aria-live="polite">
          <Divider />
          <VerdictPanel headline={tryOut.data.headline} classes={tryOut.data.classes} />
          {tryOut.data.lines.map((line) => (
            <LineVerdict key={line.lineId} line={line} name={lineName(tryOut.variables, line.lineId)} />
          ))}
        </Stack>
      )}
    </Section>
  );
}

function Lines({ control }: { readonly control: Control<TryOutValues> }): ReactNode {
  const { t } = useTranslation(['warranty', 'ui']);
  const lines = useFieldArray({ control, name: 'lines' });
  const faults = useCodeSource('fault');
  return (
    <Rows>
      <Typography variant="h3">{t('tryOut.lines')}</Typography>
      {lines.fields.map((line, index) => (
        <Row key={line.id} removeLabel={t('removeRow')} onRemove={() => lines.remove(index)}>
          <SelectField
            control={control}
            name={`lines.${index}.class`}
            label={t('terms.class')}
            options={coverClasses.map((value) => ({ value, label: t(`ui:coverage.classes.${value}`) }))}
          />
          <PickerField
            control={control}
            name={`lines.${index}.faultCode`}
            label={t('terms.faultCode')}
            source={faults}
          />
          <NumberField
            control={control}
            name={`lines.${index}.evidenceCount`}
            label={t('tryOut.evidence')}
            max={1000}
          />
        </Row>
      ))}
      <AddButton onClick={() => lines.append({ class: 'labour', faultCode: null, evidenceCount: 0 })}>
        {t('tryOut.addLine')}
      </AddButton>
    </Rows>
  );
}

interface LineVerdictProps {
  readonly line: Verdict['lines'][number];
  readonly name: CoverClass | null;
}

/** One line of work: how much the customer is spared, by which rule, who pays it and why. */
function LineVerdict({ line, name }: LineVerdictProps): ReactNode {
  const { t } = useTranslation(['warranty', 'ui']);
  const format = useFormat();
  const reasonText = useReasonText();
  const tone = line.coveredPercent === 0 ? 'neutral' : line.coveredPercent === 100 ? 'good' : 'waiting';
  return (
    <Box>
      <Stack direction="row" useFlexGap spacing={1.5} sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
        <Typography variant="body2" sx={{ fontWeight: 600 }}>
          {name && t(`ui:coverage.classes.${name}`)}
        </Typography>
        <StatusChip tone={tone} label={t('tryOut.covered', { percent: format.percent(line.coveredPercent / 100) })} />
        <Typography variant="body2">{t(`rules.${line.rule}`)}</Typography>
        <Typography variant="body2" color="textSecondary">
          {line.payers
            .map(({ payer, share }) => `${t(`bearers.${payer}`)} ${format.percent(share / 10_000)}`)
            .join(t('comma'))}
        </Typography>
      </Stack>
      <Box component="ul" sx={{ m: 0, mt: 0.5, paddingInlineStart: 2.5 }}>
        {line.reasons.map((reason, index) => (
          <Typography component="li" variant="body2" color="textSecondary" key={`${reason.code}${index}`}>
            {reasonText(reason)}
          </Typography>
        ))}
      </Box>
    </Box>
  );
}

function TwoColumns({ children }: { readonly children: ReactNode }): ReactNode {
  return <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' }, gap: 2 }}>{children}</Box>;
}

function factsOf({ on, provenance, start, lines }: TryOutValues, code: string, version: PolicyVersion): CoverageFacts {
  return {
    on: on ?? today(),
    provenance,
    registration: {
      cardNo: 'TRY-OUT',
      state: 'active',
      policy: { code, version: version.number, terms: version.terms },
      start,
    },
    goodwill: null,
    lines: lines.map((line, index) => ({
      lineId: String(index + 1),
      class: line.class,
      faultCode: line.faultCode?.id ?? null,
      evidenceCount: line.evidenceCount ?? 0,
    })),
  };
}

/** Without lines of its own the verdict is on the classes that the policy covers, which are then its line ids. */
function lineName(facts: CoverageFacts | undefined, lineId: string): CoverClass | null {
  const line = facts?.lines.find((each) => each.lineId === lineId);
  return line?.class ?? coverClasses.find((each) => each === lineId) ?? null;
}
