import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Collapse from '@mui/material/Collapse';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMoney } from '../../lib/company';
import { useFormat } from '../../lib/format';
import { useReturnsText } from '../../ui/coverage-text';
import { Fact, Facts } from '../../ui/section';
import { Code } from '../../ui/text';
import type { PolicyTerms, TermsNote } from './api';
import { CoverBars } from './cover-bars';
import { NoteList } from './note-list';
import { useTermsNames } from './terms-names';

/** The terms of one version, as they bind. */
export function TermsView({ terms }: { readonly terms: PolicyTerms }): ReactNode {
  const { t } = useTranslation('warranty');
  const { t: ui } = useTranslation('ui');
  const format = useFormat();
  const names = useTermsNames();
  const months = (value: number): string => t('months', { count: value, value: format.number(value) });
  const percent = (value: number): string => format.percent(value / 100);
  const groupName = (code: string): string => names?.group(code) ?? code;
  const money = useMoney();
  const amount = (value: number): string => {
    const known = money(value);
    return known ? format.money(known) : format.number(value);
  };
  const shares = (bearers: PolicyTerms['costBearers']): string =>
    bearers.map((share) => `${t(`bearers.${share.bearer}`)} ${percent(share.percent)}`).join(t('comma'));
  const limits = terms.cover.filter(({ usage, claims, limit, bearer, bearers }) =>
    [usage, claims, limit, bearer, bearers].some((each) => each !== undefined),
  );
  return (
    <Stack spacing={2.5}>
      <CoverBars
        cover={terms.cover.map((line) => ({
          ...line,
          group: line.componentGroup === undefined ? null : groupName(line.componentGroup),
        }))}
      />
      {limits.length > 0 && (
        <Stack spacing={0.5}>
          {limits.map(({ class: name, componentGroup, usage, claims, limit, bearer, bearers }) => (
            <Typography key={`${name} ${componentGroup}`} variant="body2">
              {[
                ui(`coverage.classes.${name}`),
                ...(componentGroup === undefined ? [] : [groupName(componentGroup)]),
              ].join(' · ')}
              {': '}
              {[
                ...(usage
                  ? [t('limits.usage', { max: format.number(usage.max), meter: ui(`coverage.meters.${usage.meter}`) })]
                  : []),
                ...(claims === undefined ? [] : [t('limits.claims', { count: claims, value: format.number(claims) })]),
                ...(limit?.perRepair === undefined ? [] : [t('limits.perRepair', { amount: amount(limit.perRepair) })]),
                ...(limit?.inTotal === undefined ? [] : [t('limits.inTotal', { amount: amount(limit.inTotal) })]),
                ...(bearer === undefined ? [] : [t('limits.bearer', { bearer: t(`bearers.${bearer}`) })]),
                ...(bearers === undefined ? [] : [t('limits.bearer', { bearer: shares(bearers) })]),
              ].join(t('comma'))}
            </Typography>
          ))}
        </Stack>
      )}
      <Facts>
        <Fact label={t('terms.startBasis')}>{t(`bases.${terms.startBasis}`)}</Fact>
        <Fact label={t('terms.calendar')}>{t(`calendars.${terms.calendar}`)}</Fact>
        {terms.startCapMonths !== undefined && (
          <Fact label={t('terms.startCapMonths')}>{months(terms.startCapMonths)}</Fact>
        )}
        {terms.shelfMonths !== undefined && <Fact label={t('terms.shelfMonths')}>{months(terms.shelfMonths)}</Fact>}
        <Fact label={t('terms.costBearers')}>{shares(terms.costBearers)}</Fact>
        <Fact label={t('terms.claim')}>
          {t(`partsAt.${terms.claim.partsAt}`)}
          {terms.claim.handlingPercent > 0 && ` + ${percent(terms.claim.handlingPercent)}`}
        </Fact>
      </Facts>
      <Rights terms={terms} />
      <Box>
        <Typography variant="body2" color="textSecondary">
          {terms.exclusions.length === 0 ? t('terms.noExclusions') : t('terms.exclusions')}
        </Typography>
        <Stack spacing={0.5}>
          {terms.exclusions.map(({ faultCode, evidence }) => (
            <Typography key={faultCode} variant="body2">
              <Code>{faultCode}</Code> {names?.fault(faultCode)}{' '}
              {t('evidenceNeeded', { count: evidence, value: format.number(evidence) })}
            </Typography>
          ))}
        </Stack>
      </Box>
      {terms.notes && terms.notes.length > 0 && <Sources notes={terms.notes} />}
    </Stack>
  );
}

/** What the terms promise beside the cover, a sentence each. */
function Rights({ terms }: { readonly terms: PolicyTerms }): ReactNode {
  const { t } = useTranslation('warranty');
  const { t: ui } = useTranslation('ui');
  const format = useFormat();
  const returnsText = useReturnsText();
  const {
    doaDays,
    exchange,
    partWarranty,
    workWarranty,
    shopTime,
    repairExtension,
    replacement,
    loaner,
    ownerChange,
    returns,
  } = terms;
  const counted = (count: number) => ({ count, value: format.number(count) });
  const promise = ({ months, percent, usage }: NonNullable<PolicyTerms['workWarranty']>) =>
    [
      t('months', counted(months)),
      ...(usage
        ? [t('limits.usage', { max: format.number(usage.max), meter: ui(`coverage.meters.${usage.meter}`) })]
        : []),
      format.percent(percent / 100),
    ].join(' · ');
  const facts: { label: string; text: string }[] = [
    ...(doaDays === undefined ? [] : [{ label: t('rights.doa'), text: t('says.doa', counted(doaDays)) }]),
    ...(exchange === undefined ? [] : [{ label: t('rights.exchange'), text: t(`exchanges.${exchange}`) }]),
    ...(partWarranty
      ? [
          {
            label: t('rights.partWarranty'),
            text: partWarranty.labour
              ? t('says.withLabour', { promise: promise(partWarranty) })
              : promise(partWarranty),
          },
        ]
      : []),
    ...(workWarranty ? [{ label: t('rights.workWarranty'), text: promise(workWarranty) }] : []),
    ...(shopTime
      ? [
          {
            label: t('rights.shopTime'),
            text: t('says.shopTime', { ...counted(shopTime.overDays), counts: t(`counts.${shopTime.counts}`) }),
          },
        ]
      : []),
    ...(repairExtension
      ? [{ label: t('rights.repairExtension'), text: t('says.repairExtension', counted(repairExtension.months)) }]
      : []),
    ...(replacement?.sameFault === undefined
      ? []
      : [{ label: t('rights.replacement'), text: t('says.sameFault', counted(replacement.sameFault)) }]),
    ...(replacement?.daysInShop === undefined
      ? []
      : [{ label: t('rights.replacement'), text: t('says.overDays', counted(replacement.daysInShop)) }]),
    ...(returns ? [{ label: t('rights.returns'), text: returnsText(returns) }] : []),
    ...(ownerChange
      ? [
          {
            label: t('rights.ownerChange'),
            text: [
              t(`ownerChanges.${ownerChange.cover}`),
              ...(ownerChange.withinDays === undefined ? [] : [t('says.doa', counted(ownerChange.withinDays))]),
            ].join(t('comma')),
          },
        ]
      : []),
    ...(loaner ? [{ label: t('rights.loaner'), text: t('says.overDays', counted(loaner.afterDays)) }] : []),
  ];
  if (facts.length === 0) return null;
  return (
    <Facts>
      {facts.map(({ label, text }) => (
        <Fact key={text + label} label={label}>
          {text}
        </Fact>
      ))}
    </Facts>
  );
}

function Sources({ notes }: { readonly notes: readonly TermsNote[] }): ReactNode {
  const { t } = useTranslation('warranty');
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <Box>
      <Button size="small" onClick={() => setOpen(!open)} aria-expanded={open} aria-controls={id}>
        {t('notes.count', { count: notes.length, value: format.number(notes.length) })}
      </Button>
      <Collapse in={open} id={id} unmountOnExit>
        <Box sx={{ pt: 1 }}>
          <NoteList notes={notes} />
        </Box>
      </Collapse>
    </Box>
  );
}
