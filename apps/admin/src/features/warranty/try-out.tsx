import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Collapse from '@mui/material/Collapse';
import Divider from '@mui/material/Divider';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useId, useState, type ReactNode } from 'react';
import { useFieldArray, useForm, type Control } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useMoney } from '../../lib/company';
import { DateField } from '../../ui/date-field';
import { CheckField, MoneyField, NumberField, SelectField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { PickerField } from '../../ui/picker-field';
import { Section } from '../../ui/section';
import { VerdictPanel } from '../../ui/verdict-panel';
import { useCodeSource } from '../catalog/sources';
import { costBearers, coverClasses, meters, useTryOut, type PolicyTerms, type PolicyVersion } from './api';
import { LineVerdict } from './line-verdict';
import { AddButton, Columns, Row, Rows } from './rows';
import { useTermsNames } from './terms-names';
import {
  cardStates,
  emptyCase,
  factsOf,
  groupsOf,
  limitsAmounts,
  lineName,
  newLine,
  provenances,
  startFacts,
  type TryOutValues,
} from './try-out-form';

interface TryOutProps {
  readonly code: string;
  readonly version: PolicyVersion;
}

/** Asks what these terms would say of a made-up case, so that they are understood before they bind. */
export function TryOut({ code, version }: TryOutProps): ReactNode {
  const { t } = useTranslation(['warranty', 'devices']);
  const form = useForm<TryOutValues>({ defaultValues: emptyCase() });
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
        <Columns>
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
        </Columns>
        <MoreFacts control={control} terms={version.terms} />
        <Lines control={control} terms={version.terms} />
      </Form>
      {tryOut.data && (
        <Stack spacing={2} sx={{ mt: 2.5 }} aria-live="polite">
          <Divider />
          <VerdictPanel verdict={tryOut.data} />
          {tryOut.data.lines.map((line) => (
            <LineVerdict key={line.lineId} line={line} name={lineName(tryOut.variables, line.lineId)} />
          ))}
        </Stack>
      )}
    </Section>
  );
}

interface TermsProps {
  readonly control: Control<TryOutValues>;
  readonly terms: PolicyTerms;
}

/** What seldom matters, folded away: the card's state, use, earlier visits, promises of others. */
function MoreFacts({ control, terms }: TermsProps): ReactNode {
  const { t } = useTranslation(['warranty', 'devices', 'ui']);
  const currency = useMoney()(0)?.currency;
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <Box>
      <Button size="small" onClick={() => setOpen(!open)} aria-expanded={open} aria-controls={id}>
        {t(open ? 'tryOut.fewer' : 'tryOut.more')}
      </Button>
      <Collapse in={open} id={id} unmountOnExit>
        <Columns>
          <SelectField
            control={control}
            name="state"
            label={t('tryOut.state')}
            options={cardStates.map((value) => ({ value, label: t(`devices:guarantee.states.${value}`) }))}
          />
          <NumberField
            control={control}
            name="daysInShop"
            label={t('tryOut.daysInShop')}
            unit={t('dayUnit')}
            max={MOST_DAYS}
          />
          <NumberField
            control={control}
            name="earlierDays"
            label={t('tryOut.earlierDays')}
            unit={t('dayUnit')}
            max={MOST_DAYS}
          />
          <NumberField
            control={control}
            name="sameFault"
            label={t('tryOut.sameFault')}
            hint={t('tryOut.sameFaultHint')}
            unit={t('timesUnit')}
            max={1000}
          />
          <NumberField
            control={control}
            name="claims"
            label={t('tryOut.claims')}
            hint={t('tryOut.claimsHint')}
            max={1000}
          />
          {terms.cover.some(({ limit }) => limit?.inTotal !== undefined) && currency !== undefined && (
            <MoneyField
              control={control}
              name="spent"
              label={t('tryOut.spent')}
              hint={t('tryOut.spentHint')}
              currency={currency}
            />
          )}
          <SelectField
            control={control}
            name="reading.meter"
            label={t('tryOut.meter')}
            options={[
              { value: '', label: t('tryOut.unread') },
              ...meters.map((value) => ({ value, label: t(`ui:coverage.meters.${value}`) })),
            ]}
          />
          <NumberField control={control} name="reading.value" label={t('tryOut.reading')} max={100_000_000} />
          <NumberField
            control={control}
            name="contract.percent"
            label={t('tryOut.contract')}
            hint={t('tryOut.contractHint')}
            unit={t('percentUnit')}
            max={100}
          />
          <NumberField
            control={control}
            name="contract.visitsLeft"
            label={t('tryOut.visitsLeft')}
            hint={t('tryOut.visitsHint')}
          />
          <NumberField
            control={control}
            name="goodwill.percent"
            label={t('tryOut.goodwill')}
            unit={t('percentUnit')}
            max={100}
          />
          <SelectField
            control={control}
            name="goodwill.bearer"
            label={t('tryOut.goodwillBy')}
            options={costBearers.map((value) => ({ value, label: t(`bearers.${value}`) }))}
          />
        </Columns>
        <CheckField control={control} name="doaConfirmed" label={t('tryOut.doaConfirmed')} />
        <CheckField control={control} name="recalled" label={t('tryOut.recalled')} />
        <CheckField control={control} name="repairedUnderCover" label={t('tryOut.repairedUnderCover')} />
      </Collapse>
    </Box>
  );
}

const MOST_DAYS = 3650;

function Lines({ control, terms }: TermsProps): ReactNode {
  const { t } = useTranslation(['warranty', 'ui']);
  const lines = useFieldArray({ control, name: 'lines' });
  const faults = useCodeSource('fault');
  const reasons = useCodeSource('exclusion');
  const names = useTermsNames();
  const currency = useMoney()(0)?.currency;
  const groups = groupsOf(terms);
  const promises = terms.partWarranty !== undefined || terms.workWarranty !== undefined;
  return (
    <Rows>
      <Typography variant="h3">{t('tryOut.lines')}</Typography>
      {lines.fields.map((line, index) => (
        <Row key={line.id} removeLabel={t('removeRow')} onRemove={() => lines.remove(index)}>
          <Columns>
            <SelectField
              control={control}
              name={`lines.${index}.class`}
              label={t('terms.class')}
              options={coverClasses.map((value) => ({ value, label: t(`ui:coverage.classes.${value}`) }))}
            />
            {groups.length > 0 && (
              <SelectField
                control={control}
                name={`lines.${index}.group`}
                label={t('terms.componentGroup')}
                options={[
                  { value: '', label: t('tryOut.noGroup') },
                  ...groups.map((value) => ({ value, label: names?.group(value) ?? value })),
                ]}
              />
            )}
            <PickerField
              control={control}
              name={`lines.${index}.faultCode`}
              label={t('terms.faultCode')}
              source={faults}
            />
            {terms.exclusions.length > 0 && (
              <PickerField
                control={control}
                name={`lines.${index}.exclusionCode`}
                label={t('tryOut.exclusionCode')}
                source={reasons}
              />
            )}
            <NumberField
              control={control}
              name={`lines.${index}.evidenceCount`}
              label={t('tryOut.evidence')}
              max={1000}
            />
            {limitsAmounts(terms) && currency !== undefined && (
              <MoneyField
                control={control}
                name={`lines.${index}.listAmount`}
                label={t('tryOut.listAmount')}
                currency={currency}
              />
            )}
            {promises && (
              <DateField control={control} name={`lines.${index}.repairedOn`} label={t('tryOut.repairedOn')} />
            )}
            {(terms.partWarranty?.usage ?? terms.workWarranty?.usage) && (
              <NumberField
                control={control}
                name={`lines.${index}.repairedAt`}
                label={t('tryOut.repairedAt')}
                max={100_000_000}
              />
            )}
          </Columns>
        </Row>
      ))}
      <AddButton onClick={() => lines.append({ ...newLine, class: 'labour' })}>{t('tryOut.addLine')}</AddButton>
    </Rows>
  );
}
