import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormHelperText from '@mui/material/FormHelperText';
import IconButton from '@mui/material/IconButton';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { useFieldArray, useWatch, type Control, type FieldError } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { NumberField, SelectField } from '../../ui/fields';
import { Icon } from '../../ui/icon';
import { PickerField } from '../../ui/picker-field';
import { Section } from '../../ui/section';
import { useCodeSource } from '../catalog/sources';
import { costBearers, coverClasses, startBases } from './api';
import { CoverBars } from './cover-bars';
import type { TermsValues } from './terms-form';

const MOST_MONTHS = 600;
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
      <BearerFields control={control} error={errors.costBearers} />
      <ClaimFields control={control} />
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
  const { t: ui } = useTranslation('ui');
  const lines = useFieldArray({ control, name: 'terms.cover' });
  const cover = useWatch({ control, name: 'terms.cover' });
  const free = coverClasses.find((each) => !cover.some((line) => line.class === each));
  return (
    <Section title={t('terms.cover')}>
      <Rows error={error}>
        {lines.fields.map((line, index) => (
          <Row key={line.id} removeLabel={t('removeRow')} onRemove={() => lines.remove(index)}>
            <SelectField
              control={control}
              name={`terms.cover.${index}.class`}
              label={t('terms.class')}
              options={coverClasses.map((value) => ({ value, label: ui(`coverage.classes.${value}`) }))}
            />
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
          </Row>
        ))}
        {free && (
          <AddButton onClick={() => lines.append({ class: free, months: 12, percent: WHOLE })}>
            {t('terms.addClass')}
          </AddButton>
        )}
        <CoverBars
          cover={cover.map((line) => ({
            ...line,
            months: line.months ?? 0,
            percent: Math.min(line.percent ?? 0, WHOLE),
          }))}
        />
      </Rows>
    </Section>
  );
}

function ExclusionFields({ control }: PartProps): ReactNode {
  const { t } = useTranslation('warranty');
  const faults = useCodeSource('fault');
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
  const format = useFormat();
  const shares = useFieldArray({ control, name: 'terms.costBearers' });
  const bearers = useWatch({ control, name: 'terms.costBearers' });
  const sum = bearers.reduce((total, { percent }) => total + (percent ?? 0), 0);
  const free = costBearers.find((each) => !bearers.some(({ bearer }) => bearer === each));
  return (
    <Section title={t('terms.costBearers')}>
      <Rows error={error}>
        {shares.fields.map((share, index) => (
          <Row key={share.id} removeLabel={t('removeRow')} onRemove={() => shares.remove(index)}>
            <SelectField
              control={control}
              name={`terms.costBearers.${index}.bearer`}
              label={t('terms.bearer')}
              options={costBearers.map((value) => ({ value, label: t(`bearers.${value}`) }))}
            />
            <NumberField
              control={control}
              name={`terms.costBearers.${index}.percent`}
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
          <Typography variant="body2" color={sum === WHOLE ? 'textSecondary' : 'warning'} aria-live="polite">
            {t('terms.sum', { sum: format.percent(sum / WHOLE) })}
          </Typography>
        </Stack>
      </Rows>
    </Section>
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

function Columns({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' }, gap: 2.5, pt: 1 }}>{children}</Box>
  );
}

/** A list that grows: its rows, and what is wrong with it as a whole. */
export function Rows({
  error,
  children,
}: {
  readonly error?: FieldError | undefined;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <Stack spacing={2} sx={{ pt: 1 }}>
      {children}
      {error?.message && <FormHelperText error>{error.message}</FormHelperText>}
    </Stack>
  );
}

interface RowProps {
  readonly removeLabel: string;
  readonly onRemove: () => void;
  readonly children: ReactNode;
}

export function Row({ removeLabel, onRemove, children }: RowProps): ReactNode {
  return (
    <Stack direction="row" spacing={1} sx={{ alignItems: 'start' }}>
      <Box
        sx={{
          flex: 1,
          display: 'grid',
          gap: 1.5,
          gridAutoFlow: { sm: 'column' },
          gridAutoColumns: { sm: 'minmax(0, 1fr)' },
        }}
      >
        {children}
      </Box>
      <IconButton aria-label={removeLabel} onClick={onRemove}>
        <Icon name="close" />
      </IconButton>
    </Stack>
  );
}

export function AddButton({
  onClick,
  children,
}: {
  readonly onClick: () => void;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <Box>
      <Button size="small" startIcon={<Icon name="plus" />} onClick={onClick}>
        {children}
      </Button>
    </Box>
  );
}
