import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { Can } from '../../ui/can';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { Icon } from '../../ui/icon';
import { PageFrame } from '../../ui/page-frame';
import { RecordLink } from '../../ui/record-link';
import { Fact, Facts, Section } from '../../ui/section';
import { Code, DateText, Name } from '../../ui/text';
import { ProductNotices } from '../catalog/product-notices';
import { blocksQuery, deviceQuery, useReleaseDevice, type Block, type Device } from './api';
import { BlockDevice, LiftBlock } from './block-forms';
import { BlockNotices } from './block-notices';
import { Components } from './components-section';
import { Contracts } from './contracts-section';
import { DeviceStatusChip, ProvenanceChip } from './device-chips';
import { dateFacts } from './device-fields';
import { CorrectDevice, ProveDevice, SwapDevice, TransferDevice, WithdrawDevice } from './device-forms';
import { Guarantees } from './guarantees-section';
import { History } from './history-section';
import { MergeDevice } from './merge-device';
import { Readings } from './readings-section';

// Two columns are one on a narrow screen: the verdict first, the history last.
const columnSx = { display: { xs: 'contents', lg: 'flex' } } as const;
const firstSx = { order: { xs: -1, lg: 0 } } as const;
const lastSx = { order: { xs: 1, lg: 0 } } as const;

/** One unit: what it is, whose it is, how it is covered and what happened to it. */
export function DevicePage(): ReactNode {
  const { t } = useTranslation('devices');
  const format = useFormat();
  const { id = '' } = useParams({ strict: false });
  const query = useQuery(deviceQuery(id));
  const device = query.data;

  return (
    <PageFrame
      title={device ? `${format.name(device.brand.name)} ${format.name(device.product.name)}` : t('one')}
      subtitle={device && (device.serial ? <Code>{device.serial}</Code> : t('noSerial'))}
      trail={[{ to: '/devices', label: t('title') }]}
      status={
        device && (
          <>
            <ProvenanceChip provenance={device.provenance} />
            <DeviceStatusChip status={device.status} />
          </>
        )
      }
      query={query}
      actions={device && <HeaderActions device={device} />}
    >
      {device && (
        <>
          <Blocks device={device} />
          {device.mergedIntoId && (
            <Alert severity="warning" icon={<Icon name="swap" />} sx={{ mb: 2.5 }}>
              {t('merge.into')}{' '}
              <RecordLink kind="device" id={device.mergedIntoId}>
                {t('merge.other')}
              </RecordLink>
            </Alert>
          )}
          <Swaps device={device} />
          <Box sx={{ mb: 2.5, '&:empty': { display: 'none' } }}>
            <ProductNotices productId={device.product.id} serial={device.serial} imei={device.imei} />
          </Box>
          <Box
            sx={{
              display: 'grid',
              gap: 2.5,
              gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 3fr) minmax(0, 2fr)' },
              alignItems: 'start',
            }}
          >
            <Stack spacing={2.5} useFlexGap sx={columnSx}>
              <Box sx={firstSx}>
                <Can do="warranty.read">
                  <Guarantees device={device} />
                </Can>
              </Box>
              <Box sx={lastSx}>
                <History deviceId={device.id} />
              </Box>
            </Stack>
            <Stack spacing={2.5} useFlexGap sx={columnSx}>
              <Identity device={device} />
              <Owner device={device} />
              <Can do="contract.read">
                <Contracts deviceId={device.id} />
              </Can>
              <Components device={device} />
              <Readings device={device} />
            </Stack>
          </Box>
        </>
      )}
    </PageFrame>
  );
}

/** What the register of blocks says of it. */
function Blocks({ device: { id, blockedReason } }: { readonly device: Device }): ReactNode {
  const { t } = useTranslation('devices');
  const { data } = useQuery(blocksQuery({ deviceId: id, state: 'live' }));
  const [lifting, setLifting] = useState<Block | null>(null);
  const act = { label: t('blocks.lift'), permission: 'device.block', run: setLifting };
  const blocks = data?.data ?? [];
  return (
    <Box sx={{ mb: 2.5, '&:empty': { display: 'none' } }}>
      {blocks.length > 0 && <BlockNotices blocks={blocks} act={act} />}
      {blocks.length === 0 && blockedReason && (
        <Alert severity="error" icon={<Icon name="lock" />}>
          {t('blockedBecause', { reason: blockedReason })}
        </Alert>
      )}
      {lifting && <LiftBlock block={lifting} onClose={() => setLifting(null)} />}
    </Box>
  );
}

/** Which unit took its place, or whose place it took. */
function Swaps({ device: { replacedBy, replaces } }: { readonly device: Device }): ReactNode {
  const { t } = useTranslation('devices');
  const unit = replacedBy ?? replaces;
  if (!unit) return null;
  return (
    <Alert severity={replacedBy ? 'warning' : 'info'} icon={<Icon name="swap" />} sx={{ mb: 2.5 }}>
      {t(replacedBy ? 'swap.replacedBy' : 'swap.replaces')}{' '}
      <RecordLink kind="device" id={unit.id}>
        {unit.serial ? <Code>{unit.serial}</Code> : t('noSerial')}
      </RecordLink>
      {' · '}
      {t(`swap.causes.${unit.cause}`)}
      {' · '}
      <DateText value={unit.on} />
    </Alert>
  );
}

function HeaderActions({ device }: { readonly device: Device }): ReactNode {
  const { t } = useTranslation('devices');
  const [asked, setAsked] = useState<'block' | 'release' | 'merge' | 'swap' | 'withdraw' | null>(null);
  const close = (): void => setAsked(null);
  const release = useReleaseDevice(device, close);
  const act = device.provenance === 'blocked' ? 'release' : 'block';
  return (
    <>
      <Can do="device.merge">
        {device.status === 'active' && <Button onClick={() => setAsked('merge')}>{t('merge.act')}</Button>}
      </Can>
      <Can do="device.swap">
        {device.status === 'active' && <Button onClick={() => setAsked('swap')}>{t('swap.act')}</Button>}
      </Can>
      <Can do="device.write">
        {device.status === 'active' && <Button onClick={() => setAsked('withdraw')}>{t('withdraw.act')}</Button>}
      </Can>
      <Can do="device.block">
        <Button
          variant="outlined"
          color={act === 'block' ? 'error' : 'primary'}
          startIcon={<Icon name="lock" />}
          onClick={() => setAsked(act)}
        >
          {t(`${act}.act`)}
        </Button>
      </Can>
      {asked === 'block' && <BlockDevice device={device} onClose={close} />}
      {asked === 'release' && (
        <ConfirmDialog
          open
          title={t('release.title')}
          text={t('release.text')}
          confirmLabel={t('release.act')}
          reason="required"
          pending={release.isPending}
          error={release.error}
          onConfirm={(reason) => release.mutate({ reason })}
          onClose={close}
        />
      )}
      {asked === 'merge' && <MergeDevice device={device} onClose={close} />}
      {asked === 'swap' && <SwapDevice device={device} onClose={close} />}
      {asked === 'withdraw' && <WithdrawDevice device={device} onClose={close} />}
    </>
  );
}

function Identity({ device }: { readonly device: Device }): ReactNode {
  const { t } = useTranslation('devices');
  const [opened, setOpened] = useState<'correct' | 'prove' | null>(null);
  const close = (): void => setOpened(null);
  const code = (text: string | null): ReactNode => text && <Code>{text}</Code>;
  return (
    <Section
      title={t('identity')}
      actions={
        <Can do="device.write">
          <Button size="small" onClick={() => setOpened('prove')}>
            {t('prove.act')}
          </Button>
          <Button size="small" startIcon={<Icon name="edit" />} onClick={() => setOpened('correct')}>
            {t('correct.act')}
          </Button>
        </Can>
      }
    >
      <Facts>
        <Fact label={t('brand')}>
          <Name value={device.brand.name} />
        </Fact>
        <Fact label={t('product')}>
          <Name value={device.product.name} /> (<Code>{device.product.code}</Code>)
        </Fact>
        <Fact label={t('group')}>
          <Name value={device.group.name} />
        </Fact>
        <Fact label={t('serial')}>{code(device.serial)}</Fact>
        <Fact label={t('imei')}>{code(device.imei)}</Fact>
        {device.imei2 && <Fact label={t('imei2')}>{code(device.imei2)}</Fact>}
        {dateFacts
          .filter((fact) => device[fact] !== null)
          .map((fact) => (
            <Fact key={fact} label={t(`facts.${fact}`)}>
              <DateText value={device[fact]} />
            </Fact>
          ))}
        {device.saleDocumentNo && <Fact label={t('facts.saleDocumentNo')}>{code(device.saleDocumentNo)}</Fact>}
        {device.externalRef && <Fact label={t('facts.externalRef')}>{code(device.externalRef)}</Fact>}
      </Facts>
      {opened === 'correct' && <CorrectDevice device={device} onClose={close} />}
      {opened === 'prove' && <ProveDevice device={device} onClose={close} />}
    </Section>
  );
}

function Owner({ device }: { readonly device: Device }): ReactNode {
  const { t } = useTranslation('devices');
  const format = useFormat();
  const [transferring, setTransferring] = useState(false);
  const { owner } = device;
  return (
    <Section
      title={t('owner')}
      actions={
        <Can do="customer.read">
          <Can do="device.write">
            {device.status === 'active' && (
              <Button size="small" onClick={() => setTransferring(true)}>
                {owner ? t('transfer.act') : t('transfer.first')}
              </Button>
            )}
          </Can>
        </Can>
      }
    >
      {owner ? (
        <Facts>
          <Fact label={t('ownerName')}>
            {owner.name ? (
              <RecordLink kind="customer" id={owner.id}>
                <bdi>{owner.name}</bdi>
              </RecordLink>
            ) : (
              t('ownerHidden')
            )}
          </Fact>
          <Fact label={t('ownerMobile')}>{owner.mobile && <Code>{format.digits(owner.mobile)}</Code>}</Fact>
          <Fact label={t('ownedFrom')}>
            <DateText value={owner.ownedFrom} />
          </Fact>
        </Facts>
      ) : (
        t('noOwner')
      )}
      {transferring && <TransferDevice device={device} onClose={() => setTransferring(false)} />}
    </Section>
  );
}
