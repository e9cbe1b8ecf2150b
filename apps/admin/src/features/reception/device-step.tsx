import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import CircularProgress from '@mui/material/CircularProgress';
import InputAdornment from '@mui/material/InputAdornment';
import MuiTextField from '@mui/material/TextField';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useController, useFormContext, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { latinDigits } from '../../lib/digits';
import { useFormat } from '../../lib/format';
import { useScanner } from '../../lib/scanner';
import { useCan } from '../../lib/session';
import { CheckField, NumberField, TextField } from '../../ui/fields';
import { Icon } from '../../ui/icon';
import { ProblemAlert } from '../../ui/problem-alert';
import { Code, Name } from '../../ui/text';
import { ProductNotices } from '../catalog/product-notices';
import type { Block } from '../devices/api';
import { BlockNotices } from '../devices/block-notices';
import { brandsQuery, lookupQuery, ownedDevicesQuery, productsQuery, type DeviceAtCounter } from './api';
import { ChoiceChips } from './choice-chips';
import { FindField } from './find-field';
import { GuaranteeLine } from './guarantee-line';
import type { Intake, Picked } from './intake';

interface DeviceStepProps {
  readonly index: number;
  /** A scan while this device is known already: another one lies on the counter. */
  readonly onScanAnother: (serial: string) => void;
  /** What is asked of a device that may be taken in. */
  readonly children: ReactNode;
}

/** Which device: by serial from the register, one of the customer's, or a new one by brand and product. */
export function DeviceStep({ index, onScanAnother, children }: DeviceStepProps): ReactNode {
  const { t } = useTranslation('reception');
  const path = `items.${index}` as const;
  const queryClient = useQueryClient();
  const { control, setValue, getValues, setFocus } = useFormContext<Intake>();
  const [asked, deviceId] = useWatch({ control, name: [`${path}.asked`, `${path}.deviceId`] });
  const lookup = useQuery({ ...lookupQuery(asked ?? ''), enabled: Boolean(asked) });
  const matches = asked ? lookup.data?.data : undefined;
  const match = matches?.find(({ id }) => id === deviceId);
  const blocks = (asked && lookup.data?.blocks) || [];
  const stops = blocks.some(({ kind }) => kind !== 'recalled');
  const blocked = (matches?.length === 1 && matches[0]?.provenance === 'blocked') || (matches?.length === 0 && stops);
  const recalls = blocks.filter(({ kind }) => kind === 'recalled');

  async function find(typed: string): Promise<void> {
    const serial = latinDigits(typed).trim();
    if (serial === getValues(`${path}.asked`)) return;
    setValue(path, {
      ...getValues(path),
      deviceId: null,
      asked: serial,
      changedHands: false,
      openBesideReason: '',
      readings: [],
    });
    setValue(`${path}.device.serial`, serial);
    if (serial === '') return;
    const { data } = await queryClient.fetchQuery(lookupQuery(serial)).catch(() => ({ data: [] }));
    const [only] = data;
    if (getValues(`${path}.asked`) === serial && only && data.length === 1) take(only);
  }

  function take({ id, provenance, readingNeeded }: DeviceAtCounter): void {
    if (provenance === 'blocked') return;
    setValue(
      `${path}.readings`,
      readingNeeded.map(({ meter }) => ({ meter, value: null })),
    );
    setValue(`${path}.deviceId`, id);
    if (readingNeeded.length === 0) return setFocus(`${path}.declaredFault`);
    // The field of a meter comes with the device: it is there after the next paint.
    requestAnimationFrame(() => setFocus(`${path}.readings.0.value`));
  }

  /** The bench then finds the recall on the order. */
  function noteRecall({ source, reference, note }: Block): void {
    const said = getValues(`${path}.declaredFault`);
    const recall = [t('device.recall'), source, reference, note].filter(Boolean).join(' ');
    if (!said.includes(recall)) setValue(`${path}.declaredFault`, [said, recall].filter(Boolean).join('\n'));
    setFocus(`${path}.declaredFault`);
  }

  useScanner((code) => {
    if (deviceId !== null && code !== asked) onScanAnother(code);
    else void find(code);
  });
  const findBegun = useEffectEvent(() => {
    const { asked: known, device } = getValues(path);
    if (device.serial !== '' && known === null) void find(device.serial);
  });
  useEffect(() => findBegun(), []);

  return (
    <Stack spacing={2.5} sx={{ minWidth: 0 }}>
      <SerialField index={index} pending={lookup.isFetching} onFind={find} />
      <OwnedDevices index={index} onFind={find} />
      {lookup.error && <ProblemAlert error={lookup.error} onRetry={() => void lookup.refetch()} />}
      {blocked && (
        <Alert severity="error" icon={<Icon name="lock" />}>
          <strong>{t('device.blocked')}</strong>
          <br />
          {t('device.blockedHint')}
        </Alert>
      )}
      <BlockNotices
        blocks={blocked ? blocks : recalls}
        {...(!blocked && { act: { label: t('device.noteRecall'), permission: 'reception.intake', run: noteRecall } })}
      />
      {matches && matches.length > 0 && !match && !blocked && (
        <Box>
          <Typography variant="body2" sx={{ mb: 1 }}>
            {t('device.which')}
          </Typography>
          <Matches matches={matches} onTake={take} />
        </Box>
      )}
      {match && <Findings index={index} device={match} />}
      {deviceId === null && asked !== null && (asked === '' || matches?.length === 0) && !blocked && (
        <NewDevice index={index} />
      )}
      {!blocked && children}
    </Stack>
  );
}

interface SerialFieldProps {
  readonly index: number;
  readonly pending: boolean;
  readonly onFind: (serial: string) => Promise<void>;
}

function SerialField({ index, pending, onFind }: SerialFieldProps): ReactNode {
  const { t } = useTranslation('reception');
  const { control, getValues } = useFormContext<Intake>();
  const { field, fieldState } = useController({
    control,
    name: `items.${index}.device.serial`,
    rules: { validate: () => isNamed(getValues(), index) || t('device.unnamed') },
  });

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
    if (latinDigits(field.value).trim() === getValues(`items.${index}.asked`)) return; // Enter goes on
    event.preventDefault();
    void onFind(field.value);
  }

  return (
    <MuiTextField
      label={t('device.serial')}
      helperText={fieldState.error?.message ?? t('device.serialHint')}
      error={fieldState.error !== undefined}
      name={field.name}
      value={field.value}
      inputRef={field.ref}
      onChange={(event) => field.onChange(latinDigits(event.target.value))}
      onBlur={() => {
        field.onBlur();
        if (field.value.trim() !== '') void onFind(field.value);
      }}
      onKeyDown={onKeyDown}
      autoComplete="off"
      data-scan-open
      sx={{ '& input': { textAlign: 'left' } }}
      slotProps={{
        htmlInput: { dir: 'ltr', maxLength: 60, spellCheck: false },
        input: {
          startAdornment: (
            <InputAdornment position="start">
              <Icon name="scan" />
            </InputAdornment>
          ),
          endAdornment: pending && <CircularProgress size={18} />,
        },
      }}
    />
  );
}

/** Whether it is said which device this is: one of the register, or a product. */
function isNamed({ items }: Intake, index: number): boolean {
  const item = items[index];
  return item !== undefined && (item.deviceId !== null || (item.device.brand !== null && item.device.product !== null));
}

interface OwnedDevicesProps {
  readonly index: number;
  readonly onFind: (serial: string) => Promise<void>;
}

/** What the customer owns by the register, as long as no device is chosen. */
function OwnedDevices({ index, onFind }: OwnedDevicesProps): ReactNode {
  const { t } = useTranslation('reception');
  const format = useFormat();
  const { control, getValues, setValue, setFocus } = useFormContext<Intake>();
  const [known, asked, deviceId] = useWatch({
    control,
    name: ['known', `items.${index}.asked`, `items.${index}.deviceId`],
  });
  const { data: owned = [] } = useQuery({ ...ownedDevicesQuery(known?.id ?? ''), enabled: known !== null });
  const chosen = owned.find(({ id }) => id === deviceId);
  if (chosen && asked === null)
    return (
      <Typography>
        <Name value={chosen.brand.name} /> <Name value={chosen.product.name} />
      </Typography>
    );
  const free = owned.filter(({ id }) => !getValues('items').some((item) => item.deviceId === id));
  if (!known || deviceId !== null || free.length === 0) return null;
  return (
    <Box data-enter-skip>
      <Typography variant="body2" color="textSecondary" sx={{ mb: 0.75 }}>
        {t('device.owned')}
      </Typography>
      <ChoiceChips
        label={t('device.owned')}
        inserting
        choices={free.map(({ id, brand, product, serial }) => ({
          id,
          label: [format.name(brand.name), format.name(product.name), serial].filter(Boolean).join(' · '),
          count: 0,
        }))}
        onPress={({ id }) => {
          const serial = free.find((device) => device.id === id)?.serial;
          if (serial) return void onFind(serial);
          setValue(`items.${index}.deviceId`, id);
          setFocus(`items.${index}.declaredFault`);
        }}
      />
    </Box>
  );
}

interface MatchesProps {
  readonly matches: readonly DeviceAtCounter[];
  readonly onTake: (device: DeviceAtCounter) => void;
}

function Matches({ matches, onTake }: MatchesProps): ReactNode {
  const format = useFormat();
  return (
    <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap' }}>
      {matches.map((device, at) => (
        <Button key={device.id} variant="outlined" autoFocus={at === 0} onClick={() => onTake(device)}>
          {format.name(device.brand.name)} {format.name(device.product.name)}
        </Button>
      ))}
    </Stack>
  );
}

/** What the register says of the device found, and what the clerk has to ask because of it. */
function Findings({ index, device }: { readonly index: number; readonly device: DeviceAtCounter }): ReactNode {
  const { t } = useTranslation('reception');
  const format = useFormat();
  const can = useCan();
  const { control, setValue, setFocus } = useFormContext<Intake>();
  const [known, isNew] = useWatch({ control, name: ['known', 'isNew'] });
  const { brand, product, owner, openOrder, guarantee } = device;
  const isForeign = owner !== null && (known ? owner.id !== known.id : isNew);

  return (
    <Stack spacing={1.5}>
      <Box>
        <Typography sx={{ fontWeight: 600 }}>
          <Name value={brand.name} /> <Name value={product.name} />
        </Typography>
        <GuaranteeLine guarantee={guarantee} />
      </Box>
      <ProductNotices productId={product.id} serial={device.serial} imei={device.imei} />
      <Readings index={index} needed={device.readingNeeded} />
      {owner && !known && !isNew && (
        <Alert
          severity="info"
          icon={<Icon name="user" />}
          action={
            <Button
              color="inherit"
              size="small"
              autoFocus
              onClick={() => {
                setValue('known', owner);
                setFocus(`items.${index}.declaredFault`);
              }}
            >
              {t('device.takeOwner')}
            </Button>
          }
        >
          {t('device.ownedBy')} <bdi>{owner.name}</bdi> <Code>{format.digits(owner.mobile)}</Code>
        </Alert>
      )}
      {isForeign && (
        <Alert severity="warning" icon={<Icon name="users" />}>
          {t('device.ownedBy')} <bdi>{owner.name}</bdi>
          <Box>
            <CheckField control={control} name={`items.${index}.changedHands`} label={t('device.changedHands')} />
          </Box>
        </Alert>
      )}
      {openOrder && (
        <Alert severity="warning" icon={<Icon name="wrench" />}>
          <Stack spacing={1.5}>
            <span>
              {t('device.openOrder')} <Code>{openOrder.number}</Code> · <Name value={openOrder.centerName} />
            </span>
            {can('reception.override') ? (
              <TextField
                control={control}
                name={`items.${index}.openBesideReason`}
                label={t('device.openBesideReason')}
                required
              />
            ) : (
              <span>{t('device.openOrderHint')}</span>
            )}
          </Stack>
        </Alert>
      )}
    </Stack>
  );
}

/** What cover of the device ends with. A meter that cannot be read is left empty: it then ends nothing. */
function Readings({
  index,
  needed,
}: {
  readonly index: number;
  readonly needed: DeviceAtCounter['readingNeeded'];
}): ReactNode {
  const { t } = useTranslation('reception');
  const { t: ui } = useTranslation('ui');
  const format = useFormat();
  const { control } = useFormContext<Intake>();
  const readings = useWatch({ control, name: `items.${index}.readings` });
  return readings.map(({ meter }, at) => {
    const last = needed.find((each) => each.meter === meter)?.last ?? null;
    return (
      <Box key={meter} sx={{ maxWidth: 340 }}>
        <NumberField
          control={control}
          name={`items.${index}.readings.${at}.value`}
          label={t('device.reading')}
          hint={last === null ? t('device.readingHint') : t('device.lastReading', { last: format.number(last) })}
          unit={ui(`coverage.meters.${meter}`)}
          max={100_000_000}
        />
      </Box>
    );
  });
}

/** A device the register does not know, or one without a readable serial. */
function NewDevice({ index }: { readonly index: number }): ReactNode {
  const { t } = useTranslation('reception');
  const format = useFormat();
  const { control, setValue } = useFormContext<Intake>();
  const { t: tUi } = useTranslation('ui');
  const [asked, imei] = useWatch({ control, name: [`items.${index}.asked`, `items.${index}.device.imei`] });
  const rules = { required: tUi('problems.required') };
  const brandField = useController({ control, name: `items.${index}.device.brand`, rules });
  const productField = useController({ control, name: `items.${index}.device.product`, rules });
  const brand = brandField.field.value;
  const product = productField.field.value;
  const [brandText, setBrandText] = useState('');
  const [productText, setProductText] = useState('');
  const brands = useQuery(brandsQuery(brandText));
  const products = useQuery(productsQuery(productText, brand?.id));
  const nameOf = ({ name }: Picked): string => format.name(name);

  return (
    <Stack spacing={2}>
      <Alert severity="info" icon={<Icon name="info" />}>
        {asked === '' ? t('device.withoutSerial') : t('device.unknown')}
      </Alert>
      <Stack direction={{ xs: 'column', sm: 'row' }} spacing={2} sx={{ '& > *': { flex: 1 } }}>
        <FindField<Picked>
          label={t('device.brand')}
          autoFocus={brand === null}
          required
          inputRef={brandField.field.ref}
          error={brandField.fieldState.error?.message}
          value={brand}
          textOf={nameOf}
          renderRow={nameOf}
          onSearch={setBrandText}
          found={{ q: brandText, items: brands.data?.data, isFetching: brands.isFetching }}
          onPick={(picked) => {
            brandField.field.onChange(picked && { id: picked.id, name: picked.name });
            setValue(`items.${index}.device.product`, null);
          }}
        />
        <FindField
          label={t('device.product')}
          required
          inputRef={productField.field.ref}
          error={productField.fieldState.error?.message}
          value={product}
          textOf={nameOf}
          renderRow={(found: Picked & { code?: string }) => (
            <Stack direction="row" sx={{ width: 1, justifyContent: 'space-between', columnGap: 2 }}>
              <bdi>{nameOf(found)}</bdi>
              <Typography variant="body2" color="textSecondary" component="span">
                {found.code !== undefined && <Code>{found.code}</Code>}
              </Typography>
            </Stack>
          )}
          onSearch={setProductText}
          found={{ q: productText, items: products.data?.data, isFetching: products.isFetching }}
          onPick={(picked: (Picked & { brand?: Picked; hasImei?: boolean }) | null) => {
            const { id, name, hasImei } = picked ?? {};
            productField.field.onChange(picked && { id, name, hasImei });
            if (picked?.brand) brandField.field.onChange({ id: picked.brand.id, name: picked.brand.name });
          }}
        />
      </Stack>
      {product?.hasImei && (
        <Stack direction={{ xs: 'column', sm: 'row' }} spacing={2} sx={{ '& > *': { flex: 1 } }}>
          <TextField control={control} name={`items.${index}.device.imei`} label={t('device.imei')} code />
          <TextField control={control} name={`items.${index}.device.imei2`} label={t('device.imei2')} code />
        </Stack>
      )}
      {product && <ProductNotices productId={product.id} serial={asked} imei={imei} />}
    </Stack>
  );
}
