import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { useController, useFieldArray, useFormState, useWatch, type Control, type FieldError } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useMoney } from '../../lib/company';
import { useFormat } from '../../lib/format';
import { MoneyField, NumberField, SelectField } from '../../ui/fields';
import { PickerField } from '../../ui/picker-field';
import { Section } from '../../ui/section';
import { useCodeSource, useProductGroupCodeSource } from '../catalog/sources';
import { costBearers, coverClasses, startBases } from './api';
import { CoverBars } from './cover-bars';
import { NotesFields } from './notes-fields';
import { RightsFields } from './rights-fields';
import { AddButton, Columns, Row, Rows } from './rows';
import { UsageFields } from './usage-fields';
import { newCoverLine, type CoverValues, type TermsValues } from './terms-form';

const MOST_MONTHS = 600;
const MOST_CLAIMS = 1000;
const WHOLE = 100;

interface TermsFieldsProps {
  readonly control: Control<TermsValues>;
  /** What the server says of a list as a whole: that its shares do not add up. */
  readonly errors: { readonly cover: FieldError | undefined; readonly costBearers: FieldError | undefined };
}

/** The editor of a policy's terms, with the picture of the cover they make. */
export function TermsFields({ control, errors }: TermsFieldsProps): ReactNode {
  return (
    <>
      <StartFields control={control} />
      <CoverFields control={control} error={errors.cover} />
      <ExclusionFields control={control} />
      <RightsFields control={control} />
      <BearerFields control={control} error={errors.costBearers} />
      <ClaimFields control={control} />
      <NotesFields control={control} />
    </>
  );
}

interface PartProps {
  readonly control: Control<TermsValues>;
}

function StartFields({ control }: PartProps): ReactNode {
  const { t } = useTranslation('warranty');
  const basis = useWatch({ control, name: 'terms.startBasis' });
  return (
    <Section title={t('terms.start')}>
      <Columns>
        <SelectField
          control={control}
          name="terms.startBasis"
          label={t('terms.startBasis')}
          hint={t('terms.startBasisHint')}
          options={startBases.map((value) => ({ value, label: t(`bases.${value}`) }))}
        />
        <SelectField
          control={control}
          name="terms.calendar"
          label={t('terms.calendar')}
          hint={t('terms.calendarHint')}
          options={(['jalali', 'gregorian'] as const).map((value) => ({ value, label: t(`calendars.${value}`) }))}
        />
        {basis === 'activation' && (
          <NumberField
            control={control}
            name="terms.startCapMonths"
            label={t('terms.startCapMonths')}
            hint={t('terms.startCapHint')}
            unit={t('monthUnit')}
            max={MOST_MONTHS}
          />
        )}
        <NumberField
          control={control}
          name="terms.shelfMonths"
          label={t('terms.shelfMonths')}
          hint={t('terms.shelfHint')}
          unit={t('monthUnit')}
          max={MOST_MONTHS}
        />
      </Columns>
    </Section>
  );
}

function CoverFields({ control, error }: PartProps & { readonly error: FieldError | undefined }): ReactNode {
  const { t } = useTranslation('warranty');
  const lines = useFieldArray({ control, name: 'terms.cover' });
  const cover = useWatch({ control, name: 'terms.cover' });
  const free = coverClasses.find((each) => !cover.some((line) => line.class === each && !line.ofGroup));
  const add = (line: Partial<CoverValues>): void => lines.append({ ...newCoverLine, ...line });
  return (
    <Section title={t('terms.cover')}>
      <Rows error={error}>
        {lines.fields.map((line, index) => (
          <Row key={line.id} removeLabel={t('removeRow')} onRemove={() => lines.remove(index)}>
            <CoverLineFields control={control} index={index} />
          </Row>
        ))}
        <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap' }}>
          {free && <AddButton onClick={() => add({ class: free })}>{t('terms.addClass')}</AddButton>}
          <AddButton onClick={() => add({ ofGroup: true })}>{t('terms.addGroup')}</AddButton>
        </Stack>
        <CoverBars
          cover={cover.map(({ componentGroup, ofGroup, ...line }) => ({
            class: line.class,
            months: line.months ?? 0,
            percent: Math.min(line.percent ?? 0, WHOLE),
            group: ofGroup ? (componentGroup?.text ?? '…') : null,
          }))}
        />
      </Rows>
    </Section>
  );
}

interface CoverLineProps extends PartProps {
  readonly index: number;
}

/** A class, for how long and how much; with limits of use, claims or money and its own bearers when they are asked for. */
function CoverLineFields({ control, index }: CoverLineProps): ReactNode {
  const { t } = useTranslation('warranty');
  const { t: ui } = useTranslation('ui');
  const groups = useProductGroupCodeSource();
  const { ofGroup, bearers } = useWatch({ control, name: `terms.cover.${index}` });
  const { errors } = useFormState({ control, name: `terms.cover.${index}` });
  const currency = useMoney()(0)?.currency;
  const { field: limited } = useController({ control, name: `terms.cover.${index}.limited` });
  return (
    <Stack spacing={1.5}>
      <Columns count={ofGroup ? 2 : 3}>
        <SelectField
          control={control}
          name={`terms.cover.${index}.class`}
          label={t('terms.class')}
          options={coverClasses.map((value) => ({ value, label: ui(`coverage.classes.${value}`) }))}
        />
        {ofGroup && (
          <PickerField
            control={control}
            name={`terms.cover.${index}.componentGroup`}
            label={t('terms.componentGroup')}
            source={groups}
            hint={t('terms.componentGroupHint')}
            required
          />
        )}
        <NumberField
          control={control}
          name={`terms.cover.${index}.months`}
          label={t('terms.months')}
          unit={t('monthUnit')}
          min={1}
          max={MOST_MONTHS}
          required
        />
        <NumberField
          control={control}
          name={`terms.cover.${index}.percent`}
          label={t('terms.percent')}
          unit={t('percentUnit')}
          max={WHOLE}
          required
        />
        {limited.value && (
          <>
            <UsageFields control={control} name={`terms.cover.${index}.usage`} hint={t('terms.usageHint')} />
            <NumberField
              control={control}
              name={`terms.cover.${index}.claims`}
              label={t('terms.claims')}
              hint={t('terms.claimsHint')}
              min={1}
              max={MOST_CLAIMS}
            />
            {currency !== undefined && (
              <>
                <MoneyField
                  control={control}
                  name={`terms.cover.${index}.limit.perRepair`}
                  label={t('terms.perRepair')}
                  hint={t('terms.perRepairHint')}
                  currency={currency}
                />
                <MoneyField
                  control={control}
                  name={`terms.cover.${index}.limit.inTotal`}
                  label={t('terms.inTotal')}
                  hint={t('terms.inTotalHint')}
                  currency={currency}
                />
              </>
            )}
          </>
        )}
      </Columns>
      {limited.value && (
        <Box>
          <Typography variant="body2" color="textSecondary">
            {bearers.length === 0 ? t('terms.asAgreed') : t('terms.lineBearers')}
          </Typography>
          <ShareFields
            control={control}
            name={`terms.cover.${index}.bearers`}
            error={errors.terms?.cover?.[index]?.bearers as FieldError | undefined}
          />
        </Box>
      )}
      {!limited.value && <AddButton onClick={() => limited.onChange(true)}>{t('terms.addLimit')}</AddButton>}
    </Stack>
  );
}

function ExclusionFields({ control }: PartProps): ReactNode {
  const { t } = useTranslation('warranty');
  const faults = useCodeSource('fault', 'exclusion');
  const exclusions = useFieldArray({ control, name: 'terms.exclusions' });
  return (
    <Section title={t('terms.exclusionsTitle')}>
      <Typography variant="body2" color="textSecondary" sx={{ mb: 2 }}>
        {t('terms.exclusionsHint')}
      </Typography>
      <Rows>
        {exclusions.fields.map((exclusion, index) => (
          <Row key={exclusion.id} removeLabel={t('removeRow')} onRemove={() => exclusions.remove(index)}>
            <PickerField
              control={control}
              name={`terms.exclusions.${index}.faultCode`}
              label={t('terms.faultCode')}
              source={faults}
              required
            />
            <NumberField
              control={control}
              name={`terms.exclusions.${index}.evidence`}
              label={t('terms.evidence')}
              min={1}
              max={20}
              required
            />
          </Row>
        ))}
        <AddButton onClick={() => exclusions.append({ faultCode: null, evidence: 2 })}>
          {t('terms.addExclusion')}
        </AddButton>
      </Rows>
    </Section>
  );
}

function BearerFields({ control, error }: PartProps & { readonly error: FieldError | undefined }): ReactNode {
  const { t } = useTranslation('warranty');
  return (
    <Section title={t('terms.costBearers')}>
      <ShareFields control={control} name="terms.costBearers" error={error} />
    </Section>
  );
}

interface ShareFieldsProps extends PartProps {
  readonly name: 'terms.costBearers' | `terms.cover.${number}.bearers`;
  readonly error: FieldError | undefined;
}

/** Who share a cost, with what their shares come to. */
function ShareFields({ control, name, error }: ShareFieldsProps): ReactNode {
  const { t } = useTranslation('warranty');
  const format = useFormat();
  const shares = useFieldArray({ control, name });
  const bearers = useWatch({ control, name });
  const sum = bearers.reduce((total, { percent }) => total + (percent ?? 0), 0);
  const free = costBearers.find((each) => !bearers.some(({ bearer }) => bearer === each));
  return (
    <Rows error={error}>
      {shares.fields.map((share, index) => (
        <Row key={share.id} removeLabel={t('removeRow')} onRemove={() => shares.remove(index)}>
          <SelectField
            control={control}
            name={`${name}.${index}.bearer`}
            label={t('terms.bearer')}
            options={costBearers.map((value) => ({ value, label: t(`bearers.${value}`) }))}
          />
          <NumberField
            control={control}
            name={`${name}.${index}.percent`}
            label={t('terms.share')}
            unit={t('percentUnit')}
            min={1}
            max={WHOLE}
            required
          />
        </Row>
      ))}
      <Stack direction="row" spacing={2} sx={{ alignItems: 'center' }}>
        {free && (
          <AddButton onClick={() => shares.append({ bearer: free, percent: Math.max(0, WHOLE - sum) || null })}>
            {t('terms.addBearer')}
          </AddButton>
        )}
        {bearers.length > 0 && (
          <Typography variant="body2" color={sum === WHOLE ? 'textSecondary' : 'warning'} aria-live="polite">
            {t('terms.sum', { sum: format.percent(sum / WHOLE) })}
          </Typography>
        )}
      </Stack>
    </Rows>
  );
}

function ClaimFields({ control }: PartProps): ReactNode {
  const { t } = useTranslation('warranty');
  return (
    <Section title={t('terms.claim')}>
      <Columns>
        <SelectField
          control={control}
          name="terms.claim.partsAt"
          label={t('terms.partsAt')}
          options={(['list', 'cost'] as const).map((value) => ({ value, label: t(`partsAt.${value}`) }))}
        />
        <NumberField
          control={control}
          name="terms.claim.handlingPercent"
          label={t('terms.handling')}
          hint={t('terms.handlingHint')}
          unit={t('percentUnit')}
          max={1000}
          required
        />
      </Columns>
    </Section>
  );
}
