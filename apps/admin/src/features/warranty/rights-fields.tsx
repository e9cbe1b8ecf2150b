import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { Fragment, type ReactNode } from 'react';
import { useController, useWatch, type Control } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { CheckField, NumberField, SelectField } from '../../ui/fields';
import { Section } from '../../ui/section';
import { exchangeTypes, oldUnitPlaces, ownerChanges, returnRoutes } from './api';
import { AddButton, Columns, Row, Rows } from './rows';
import { UsageFields } from './usage-fields';
import { rightNames, type RightName, type TermsValues } from './terms-form';

const MOST_MONTHS = 600;
const MOST_DAYS = 3650;
const WHOLE = 100;

interface RightsProps {
  readonly control: Control<TermsValues>;
}

/** What the terms promise beside the cover: only what somebody asked for is shown. */
export function RightsFields({ control }: RightsProps): ReactNode {
  const { t } = useTranslation('warranty');
  const { field: has } = useController({ control, name: 'has' });
  const turn = (right: RightName, on: boolean): void => has.onChange({ ...has.value, [right]: on });
  return (
    <Section title={t('rights.title')}>
      <Rows>
        {rightNames.map(
          (right) =>
            has.value[right] && (
              <Row
                key={right}
                removeLabel={t('rights.remove', { right: t(`rights.${right}`) })}
                onRemove={() => turn(right, false)}
              >
                <Box>
                  <Typography variant="h3">{t(`rights.${right}`)}</Typography>
                  <Typography variant="body2" color="textSecondary" sx={{ mb: 0.5 }}>
                    {t(`rights.${right}Hint`)}
                  </Typography>
                  <Columns>
                    <RightFields control={control} right={right} />
                  </Columns>
                </Box>
              </Row>
            ),
        )}
        <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap' }}>
          {rightNames.map((right) => (
            <Fragment key={right}>
              {!has.value[right] && <AddButton onClick={() => turn(right, true)}>{t(`rights.${right}`)}</AddButton>}
            </Fragment>
          ))}
        </Stack>
      </Rows>
    </Section>
  );
}

function RightFields({ control, right }: RightsProps & { readonly right: RightName }): ReactNode {
  const { t } = useTranslation(['warranty', 'ui']);
  const days = { control, unit: t('dayUnit'), max: MOST_DAYS } as const;
  const promise = (name: 'partWarranty' | 'workWarranty'): ReactNode => (
    <>
      <NumberField
        control={control}
        name={`terms.${name}.months`}
        label={t('terms.months')}
        unit={t('monthUnit')}
        min={1}
        max={MOST_MONTHS}
        required
      />
      <NumberField
        control={control}
        name={`terms.${name}.percent`}
        label={t('terms.percent')}
        unit={t('percentUnit')}
        min={1}
        max={WHOLE}
        required
      />
      <UsageFields control={control} name={`terms.${name}.usage`} hint={t('rights.usageHint')} />
    </>
  );
  switch (right) {
    case 'doa':
      return (
        <>
          <NumberField {...days} name="terms.doaDays" label={t('rights.doaDays')} min={1} required />
          <SelectField
            control={control}
            name="terms.exchange"
            label={t('rights.exchange')}
            options={exchangeTypes.map((value) => ({ value, label: t(`exchanges.${value}`) }))}
          />
        </>
      );
    case 'partWarranty':
      return (
        <>
          {promise('partWarranty')}
          <CheckField control={control} name="terms.partWarranty.labour" label={t('rights.labour')} />
        </>
      );
    case 'workWarranty':
      return promise('workWarranty');
    case 'shopTime':
      return (
        <>
          <NumberField {...days} name="terms.shopTime.overDays" label={t('rights.overDays')} required />
          <SelectField
            control={control}
            name="terms.shopTime.counts"
            label={t('rights.counts')}
            options={(['all', 'beyond'] as const).map((value) => ({ value, label: t(`counts.${value}`) }))}
          />
        </>
      );
    case 'repairExtension':
      return (
        <NumberField
          control={control}
          name="terms.repairExtension.months"
          label={t('rights.extendsBy')}
          unit={t('monthUnit')}
          min={1}
          max={MOST_MONTHS}
          required
        />
      );
    case 'replacement':
      return <ReplacementFields control={control} />;
    case 'ownerChange':
      return <OwnerChangeFields control={control} />;
    case 'returns':
      return (
        <>
          <SelectField
            control={control}
            name="terms.returns.route"
            label={t('rights.returnRoute')}
            options={returnRoutes.map((value) => ({ value, label: t(`ui:coverage.routes.${value}`) }))}
          />
          <SelectField
            control={control}
            name="terms.returns.oldUnit"
            label={t('rights.oldUnit')}
            options={oldUnitPlaces.map((value) => ({ value, label: t(`ui:coverage.oldUnits.${value}`) }))}
          />
        </>
      );
    case 'loaner':
      return <NumberField {...days} name="terms.loaner.afterDays" label={t('rights.overDays')} required />;
  }
}

/** One of the two is enough. */
function ReplacementFields({ control }: RightsProps): ReactNode {
  const { t } = useTranslation('warranty');
  const { sameFault, daysInShop } = useWatch({ control, name: 'terms.replacement' });
  return (
    <>
      <NumberField
        control={control}
        name="terms.replacement.sameFault"
        label={t('rights.sameFault')}
        unit={t('timesUnit')}
        min={2}
        max={1000}
        required={daysInShop === null}
      />
      <NumberField
        control={control}
        name="terms.replacement.daysInShop"
        label={t('rights.overDays')}
        unit={t('dayUnit')}
        min={1}
        max={MOST_DAYS}
        required={sameFault === null}
      />
    </>
  );
}

/** A notice has its days. */
function OwnerChangeFields({ control }: RightsProps): ReactNode {
  const { t } = useTranslation('warranty');
  const cover = useWatch({ control, name: 'terms.ownerChange.cover' });
  return (
    <>
      <SelectField
        control={control}
        name="terms.ownerChange.cover"
        label={t('rights.ownerCover')}
        options={ownerChanges.map((value) => ({ value, label: t(`ownerChanges.${value}`) }))}
      />
      {cover === 'on-notice' && (
        <NumberField
          control={control}
          name="terms.ownerChange.withinDays"
          label={t('rights.withinDays')}
          unit={t('dayUnit')}
          min={1}
          max={MOST_DAYS}
          required
        />
      )}
    </>
  );
}
