import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { RecordLink } from '../../ui/record-link';
import { Code, DateText } from '../../ui/text';
import type { Device, DeviceEvent, DeviceRow } from './api';
import { dateFacts } from './device-fields';

type Details = DeviceEvent['details'];

/** What an event of the timeline tells beside its kind: old and new values, the reason, who and where to. */
export function EventDetails(props: { readonly event: Pick<DeviceEvent, 'kind' | 'details'> }): ReactNode {
  const { kind, details } = props.event;
  const { t } = useTranslation('devices');
  switch (kind) {
    case 'registered':
      return <ProvenanceText value={details['provenance']} />;
    case 'facts-corrected':
      return <Corrections details={details} />;
    case 'provenance-changed':
      return (
        <>
          <ProvenanceText value={details['from']} /> {t('events.to')} <ProvenanceText value={details['to']} />
          {text(details['documentNo']) && (
            <>
              {' · '}
              {t('prove.documentNo')} <Code>{text(details['documentNo'])}</Code>
            </>
          )}
        </>
      );
    case 'blocked':
    case 'unblocked':
      return <bdi>{text(details['reason'])}</bdi>;
    case 'owner-changed':
      return (
        <>
          {t('ownedFrom')} <DateText value={text(details['on'])} />
          {text(details['to']) && (
            <>
              {' · '}
              <RecordLink kind="customer" id={text(details['to'])}>
                {t('events.newOwner')}
              </RecordLink>
            </>
          )}
        </>
      );
    case 'component-fitted':
    case 'component-removed':
      return (
        <>
          <bdi>{text(details['slot'])}</bdi>
          {' · '}
          <RecordLink kind="device" id={text(details['componentId']) || text(details['parentId'])}>
            {details['componentId'] ? t('events.component') : t('components.parent')}
          </RecordLink>
        </>
      );
    case 'part-replaced':
      return (
        <>
          <bdi>{text(details['slot'])}</bdi>
          {' · '}
          <Code>{text(details['serialOut']) || '—'}</Code> {t('events.to')}{' '}
          <Code>{text(details['serialIn']) || '—'}</Code>
        </>
      );
    case 'part-taken-back':
      return <bdi>{text(details['slot'])}</bdi>;
    case 'meter-read':
      return <ReadingText details={details} />;
    case 'swapped':
      return (
        <>
          {t(`swap.causes.${details['cause'] as NonNullable<Device['replaces']>['cause']}`)}
          {' · '}
          <RecordLink kind="device" id={text(details['deviceId'])}>
            <Code>{text(details['serialOut']) || '—'}</Code>
          </RecordLink>{' '}
          {t('events.to')}{' '}
          <RecordLink kind="device" id={text(details['replacementId'])}>
            <Code>{text(details['serialIn']) || '—'}</Code>
          </RecordLink>
          {' · '}
          <bdi>{text(details['reason'])}</bdi>
          {(['imei', 'imei2'] as const)
            .filter((imei) => text(details[`${imei}Out`]) || text(details[`${imei}In`]))
            .map((imei) => (
              <div key={imei}>
                {t(imei)}: <Code>{text(details[`${imei}Out`]) || '—'}</Code> {t('events.to')}{' '}
                <Code>{text(details[`${imei}In`]) || '—'}</Code>
              </div>
            ))}
        </>
      );
    case 'merged':
      return (
        <>
          <RecordLink kind="device" id={text(details['mergedId'])}>
            <Code>{text(details['serial']) || text(details['imei']) || '—'}</Code>
          </RecordLink>
          {' · '}
          <bdi>{text(details['reason'])}</bdi>
        </>
      );
    case 'withdrawn':
      return (
        <>
          {details['status'] === 'scrapped' ? t('statuses.scrapped') : t('statuses.replaced')} ·{' '}
          <bdi>{text(details['reason'])}</bdi>
        </>
      );
  }
}

const plainFacts = ['serial', 'imei', 'imei2', 'saleDocumentNo', 'externalRef'] as const;

function Corrections({ details }: { readonly details: Details }): ReactNode {
  const { t } = useTranslation('devices');
  const format = useFormat();
  const [before, after] = [values(details['before']), values(details['after'])];
  const day = (value: unknown): string => (text(value) ? format.date(text(value)) : '—');
  return (
    <>
      {dateFacts
        .filter((fact) => fact in after)
        .map((fact) => (
          <div key={fact}>
            {t(`facts.${fact}`)}: {day(before[fact])} {t('events.to')} {day(after[fact])}
          </div>
        ))}
      {plainFacts
        .filter((fact) => fact in after)
        .map((fact) => (
          <div key={fact}>
            {t(`facts.${fact}`)}: <Code>{text(before[fact]) || '—'}</Code> {t('events.to')}{' '}
            <Code>{text(after[fact]) || '—'}</Code>
          </div>
        ))}
      {'productId' in after && <div>{t('events.productCorrected')}</div>}
    </>
  );
}

function ReadingText({ details }: { readonly details: Details }): ReactNode {
  const { t } = useTranslation('devices');
  const format = useFormat();
  const reason = text(details['reason']);
  return (
    <>
      {t(`readings.meters.${details['meter'] as Device['readings'][number]['meter']}`)}:{' '}
      {format.number(Number(details['value']))}
      {reason && (
        <>
          {' · '}
          <bdi>{reason}</bdi>
        </>
      )}
    </>
  );
}

function ProvenanceText({ value }: { readonly value: unknown }): ReactNode {
  const { t } = useTranslation('devices');
  return t(`provenances.${value as DeviceRow['provenance']}`);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function values(value: unknown): Details {
  return typeof value === 'object' && value !== null ? (value as Details) : {};
}
