import Alert from '@mui/material/Alert';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { lastDayBefore } from '../../ui/coverage-text';
import { PageFrame } from '../../ui/page-frame';
import { RecordLink } from '../../ui/record-link';
import { Fact, Facts, Section } from '../../ui/section';
import { Code, DateText, DateTimeText, Name } from '../../ui/text';
import { contractQuery, type Addendum, type Contract } from './api';
import { ContractActs } from './contract-acts';
import { ContractBilling } from './contract-billing';
import { ContractStateChip } from './contract-state-chip';
import { EntitlementMeter } from './meter';
import { TermsFacts } from './terms-text';

/** A contract: what is left of it, what was agreed on, for which devices, and what was used. */
export function ContractPage(): ReactNode {
  const { t } = useTranslation('contracts');
  const { id = '' } = useParams({ strict: false });
  const query = useQuery(contractQuery(id));
  const contract = query.data;
  return (
    <PageFrame
      title={contract ? `${t(`kinds.${contract.kind}`)} \u2066${contract.number}\u2069` : t('one')}
      subtitle={
        contract && (
          <RecordLink kind="customer" id={contract.customer.id}>
            <bdi>{contract.customer.name ?? t('customer')}</bdi>
          </RecordLink>
        )
      }
      status={contract && <ContractStateChip state={contract.state} />}
      trail={[{ to: '/contracts', label: t('title') }]}
      query={query}
      actions={contract && <ContractActs contract={contract} />}
    >
      {contract && (
        <Stack spacing={2.5}>
          {contract.stateReason && (
            <Alert severity={contract.state === 'terminated' ? 'error' : 'warning'}>
              <bdi>{contract.stateReason}</bdi>
            </Alert>
          )}
          <Section title={t('meter.title')}>
            <EntitlementMeter meter={contract.meter} />
          </Section>
          <Section title={t('sections.terms')}>
            <Stack spacing={2}>
              <TermsFacts terms={contract.terms} />
              <Details contract={contract} />
            </Stack>
          </Section>
          <ContractBilling contract={contract} />
          <Devices contract={contract} />
          <Addenda addenda={contract.addenda} />
          <Uses contract={contract} />
        </Stack>
      )}
    </PageFrame>
  );
}

function Details({ contract }: { readonly contract: Contract }): ReactNode {
  const { t } = useTranslation('contracts');
  const format = useFormat();
  const { centers, sites, renews, renewedBy, note } = contract;
  return (
    <Facts>
      <Fact label={t('startsOn')}>
        <DateText value={contract.startsOn} />
      </Fact>
      <Fact label={t('lastDay')}>
        <DateText value={lastDayBefore(contract.endsOn)} />
      </Fact>
      <Fact label={t('fields.centers')}>
        {centers.length === 0 ? t('everyCenter') : centers.map(({ name }) => format.name(name)).join(t('comma'))}
      </Fact>
      {sites.length > 0 && <Fact label={t('fields.sites')}>{sites.join(' · ')}</Fact>}
      {renews && (
        <Fact label={t('renews')}>
          <RecordLink kind="contract" id={renews.id}>
            <Code>{renews.number}</Code>
          </RecordLink>
        </Fact>
      )}
      {renewedBy && (
        <Fact label={t('renewedBy')}>
          <RecordLink kind="contract" id={renewedBy.id}>
            <Code>{renewedBy.number}</Code>
          </RecordLink>
        </Fact>
      )}
      {note && (
        <Fact label={t('fields.note')}>
          <bdi>{note}</bdi>
        </Fact>
      )}
    </Facts>
  );
}

function Devices({ contract }: { readonly contract: Contract }): ReactNode {
  const { t } = useTranslation('contracts');
  const format = useFormat();
  const { scope, productGroup, deviceLimit, devices } = contract;
  return (
    <Section title={t('sections.devices')} flush={scope === 'devices'}>
      {scope === 'devices' ? (
        <Rows label={t('sections.devices')}>
          {devices.map(({ id, brand, product, serial, coveredFrom, coveredTo }) => (
            <Row key={`${id} ${coveredFrom}`}>
              <RecordLink kind="device" id={id}>
                <Name value={brand} /> <Name value={product} />
              </RecordLink>
              {serial && (
                <Typography variant="body2">
                  <Code>{serial}</Code>
                </Typography>
              )}
              <Typography variant="body2" color="textSecondary" sx={{ marginInlineStart: 'auto' }}>
                {t('from')} <DateText value={coveredFrom} />
                {coveredTo && (
                  <>
                    {' '}
                    {t('until')} <DateText value={lastDayBefore(coveredTo)} />
                  </>
                )}
              </Typography>
            </Row>
          ))}
        </Rows>
      ) : (
        <Typography variant="body2">
          {scope === 'group' && productGroup
            ? t('coversGroup', { group: format.name(productGroup.name) })
            : t('coversAll')}
          {deviceLimit !== null && ` ${t('atMost', { count: deviceLimit, devices: format.number(deviceLimit) })}`}
        </Typography>
      )}
    </Section>
  );
}

function Addenda({ addenda }: { readonly addenda: readonly Addendum[] }): ReactNode {
  const { t } = useTranslation('contracts');
  const format = useFormat();
  return (
    <Section title={t('sections.addenda')} flush={addenda.length > 0}>
      {addenda.length === 0 && (
        <Typography variant="body2" color="textSecondary">
          {t('noAddenda')}
        </Typography>
      )}
      <Rows label={t('sections.addenda')}>
        {addenda.map((addendum) => (
          <Row key={addendum.number}>
            <Typography sx={{ fontWeight: 600 }}>
              {t('addendum.title', { number: format.number(addendum.number) })}
            </Typography>
            <Typography variant="body2" color="textSecondary">
              {t('from')} <DateText value={addendum.effectiveOn} />
            </Typography>
            <Typography variant="body2" sx={{ width: 1 }}>
              <bdi>{addendum.text}</bdi>
            </Typography>
            <Stack sx={{ width: 1 }}>
              <TermsFacts terms={addendum.changes} />
            </Stack>
            <Typography variant="body2" color="textSecondary" sx={{ width: 1 }}>
              {t('addendum.agreed', { who: `\u2068${addendum.agreedBy}\u2069`, on: format.date(addendum.agreedOn) })}
              {addendum.agreementNo && (
                <>
                  {' · '}
                  {t('addendum.agreementNo')} <Code>{addendum.agreementNo}</Code>
                </>
              )}
            </Typography>
          </Row>
        ))}
      </Rows>
    </Section>
  );
}

function Uses({ contract }: { readonly contract: Contract }): ReactNode {
  const { t } = useTranslation('contracts');
  const format = useFormat();
  const hours = (minutes: number): string => format.number(minutes / 60, { maximumFractionDigits: 1 });
  const { uses } = contract;
  return (
    <Section title={t('sections.uses')} flush={uses.length > 0}>
      {uses.length === 0 && (
        <Typography variant="body2" color="textSecondary">
          {t('noUses')}
        </Typography>
      )}
      <Rows label={t('sections.uses')}>
        {uses.map(({ orderId, orderNumber, visits, labourMinutes, by, at }) => (
          <Row key={`${orderId} ${at} ${labourMinutes}`}>
            <RecordLink kind="repair-order" id={orderId}>
              <Code>{orderNumber}</Code>
            </RecordLink>
            <Typography variant="body2">
              {visits === 0
                ? t('use.givenBack')
                : labourMinutes > 0
                  ? t('use.visitAndHours', { hours: hours(labourMinutes) })
                  : t('use.visit')}
            </Typography>
            <Typography variant="body2" color="textSecondary" sx={{ marginInlineStart: 'auto' }}>
              <bdi>{by === 'system' ? t('bySystem') : by}</bdi> · <DateTimeText value={at} />
            </Typography>
          </Row>
        ))}
      </Rows>
    </Section>
  );
}

function Rows({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactNode {
  return (
    <Stack component="ul" aria-label={label} sx={{ m: 0, p: 0, listStyle: 'none' }}>
      {children}
    </Stack>
  );
}

function Row({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <Stack
      component="li"
      direction="row"
      useFlexGap
      sx={{
        columnGap: 2,
        rowGap: 0.75,
        flexWrap: 'wrap',
        alignItems: 'baseline',
        px: 2.5,
        py: 1.25,
        borderTop: 1,
        borderColor: 'divider',
      }}
    >
      {children}
    </Stack>
  );
}
