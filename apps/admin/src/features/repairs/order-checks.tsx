import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Section } from '../../ui/section';
import { StatusChip } from '../../ui/status-chip';
import { Code, DateText, DateTimeText } from '../../ui/text';
import type { RepairOrder } from './api';

/** Each quality check with its result; the acts for it stand with the order's other acts. */
export function OrderChecks({ order }: { readonly order: RepairOrder }): ReactNode {
  const { t } = useTranslation('repairs');
  if (order.checks.length === 0) return null;
  return (
    <Section title={t('checks.title')}>
      <Stack component="ul" spacing={1.5} sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {order.checks.map(({ passed, note, testedBy, testedAt }) => (
          <Stack component="li" key={testedAt} direction="row" spacing={1.5} sx={{ alignItems: 'flex-start' }}>
            <StatusChip tone={passed ? 'good' : 'bad'} label={t(passed ? 'checks.passed' : 'checks.failed')} />
            <div>
              <Typography variant="body2">
                <bdi>{testedBy}</bdi> · <DateTimeText value={testedAt} />
              </Typography>
              {note && (
                <Typography variant="body2" color="textSecondary">
                  <bdi>{note}</bdi>
                </Typography>
              )}
            </div>
          </Stack>
        ))}
      </Stack>
    </Section>
  );
}

/** Where the device was sent, and whether it has come back. */
export function OrderVendorLegs({ order }: { readonly order: RepairOrder }): ReactNode {
  const { t } = useTranslation('repairs');
  if (order.vendorLegs.length === 0) return null;
  return (
    <Section title={t('vendor.title')}>
      <Stack component="ul" spacing={1.5} sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {order.vendorLegs.map(({ vendor, rmaNo, sentAt, dueOn, backAt }) => (
          <li key={sentAt}>
            <Typography variant="body2" sx={{ fontWeight: 600 }}>
              <bdi>{vendor}</bdi> {rmaNo && <Code>{rmaNo}</Code>}
            </Typography>
            <Typography variant="body2" color="textSecondary">
              {t('vendor.sentAt')} <DateTimeText value={sentAt} />
              {' · '}
              {backAt ? t('vendor.backAt') : t('vendor.dueOn')}{' '}
              {backAt ? <DateTimeText value={backAt} /> : <DateText value={dueOn} />}
            </Typography>
          </li>
        ))}
      </Stack>
    </Section>
  );
}
