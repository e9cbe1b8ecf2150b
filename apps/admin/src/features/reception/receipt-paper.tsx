import Box from '@mui/material/Box';
import i18next from 'i18next';
import { useMemo, type ReactNode } from 'react';
import { createFormat, type Format, type LocalName } from '../../lib/format';
import { directionOf } from '../../lib/i18n';
import type { Language } from '../../lib/preferences';
import type { Paper } from '../../ui/print-sheet';
import type { ReceivedDevice, Reception } from './api';
import { QrCode } from './qr-code';

export const papers = ['a5', 'roll'] as const satisfies readonly Paper[];
export type ReceiptSize = (typeof papers)[number];

const widths: Readonly<Record<ReceiptSize, string>> = { a5: '130mm', roll: '72mm' };
const TERMS = ['guarantee', 'data', 'storage', 'bearer', 'tracking'] as const;

interface ReceiptPaperProps {
  readonly reception: Reception;
  readonly company: LocalName | null;
  readonly language: Language;
  readonly paper: ReceiptSize;
}

/** The customer's receipt, in the customer's language whatever the clerk reads. */
export function ReceiptPaper({ reception, company, language, paper }: ReceiptPaperProps): ReactNode {
  const { center, customer, items } = reception;
  const t = useMemo(() => i18next.getFixedT(language, 'reception'), [language]);
  const format = useMemo(
    () => createFormat({ language, calendar: language === 'fa' ? 'jalali' : 'gregorian', rialUnit: 'rial' }),
    [language],
  );
  const isRoll = paper === 'roll';

  return (
    <Box
      component="article"
      lang={language}
      dir={directionOf(language)}
      aria-label={t('paper.title')}
      sx={{
        boxSizing: 'content-box',
        width: widths[paper],
        p: isRoll ? '4mm' : '9mm',
        bgcolor: '#ffffff',
        color: '#000000',
        border: '1px solid #d5dad7',
        borderRadius: '2mm',
        fontSize: isRoll ? '8.5pt' : '9pt',
        lineHeight: language === 'fa' ? 1.75 : 1.5,
        textAlign: 'start',
        '@media print': { border: 0, p: 0, borderRadius: 0 },
        '& h2, & h3, & p, & dl, & dd, & ul, & ol': { m: 0 },
        '& h2': { fontSize: '1.35em' },
        '& h3': { fontSize: '1.05em' },
        '& bdi': { unicodeBidi: 'isolate' },
      }}
    >
      <Box
        component="header"
        sx={{
          display: 'flex',
          flexDirection: isRoll ? 'column' : 'row',
          justifyContent: 'space-between',
          alignItems: isRoll ? 'center' : 'flex-start',
          textAlign: isRoll ? 'center' : 'start',
          gap: '3mm',
          borderBottom: '1.5px solid #000000',
          pb: '3mm',
        }}
      >
        <Box sx={{ flex: 1 }}>
          {company && <h2>{format.name(company)}</h2>}
          <h3>{format.name(center.name)}</h3>
          {center.address && <p>{center.address}</p>}
          {center.phone && (
            <p>
              <Ltr>{format.digits(center.phone)}</Ltr>
            </p>
          )}
          <Box component="h2" sx={{ pt: '3mm' }}>
            {t('paper.title')} <Ltr>{reception.number}</Ltr>
          </Box>
          <p>
            {format.dateTime(reception.receivedAt, 'long')}
            {reception.receivedBy && ` · ${reception.receivedBy}`}
          </p>
        </Box>
        <Box sx={{ textAlign: 'center' }}>
          <QrCode text={reception.trackingUrl} label={t('paper.qr')} size={isRoll ? '30mm' : '27mm'} />
          <Box sx={{ fontWeight: 700, fontSize: '1.1em', letterSpacing: '0.04em' }}>
            <Ltr>{groupedCode(reception.trackingCode)}</Ltr>
          </Box>
          <p>{t('paper.track')}</p>
        </Box>
      </Box>

      <Box component="dl" sx={{ py: '2.5mm', borderBottom: '1px solid #000000' }}>
        <Fact label={t('paper.customer')}>
          <bdi>{customer.name}</bdi>
          {customer.mobile && (
            <>
              {' · '}
              <Ltr>{format.digits(customer.mobile)}</Ltr>
            </>
          )}
        </Fact>
        {reception.bearerName && <Fact label={t('paper.bearer')}>{reception.bearerName}</Fact>}
        {reception.note && <Fact label={t('paper.note')}>{reception.note}</Fact>}
      </Box>

      {items.map((item, index) => (
        <Device key={item.orderId} item={item} number={items.length > 1 ? index + 1 : null} format={format} t={t} />
      ))}

      <Box component="section" sx={{ py: '2.5mm', breakInside: 'avoid' }}>
        <h3>{t('paper.terms')}</h3>
        <Box component="ul" sx={{ paddingInlineStart: '4mm', fontSize: '0.86em' }}>
          {TERMS.map((term) => (
            <li key={term}>{t(`terms.${term}`)}</li>
          ))}
        </Box>
        <Box component="p" sx={{ fontSize: '0.8em', pt: '1mm' }}>
          {t('paper.termsVersion')} <Ltr>{format.digits(reception.termsVersion)}</Ltr>
        </Box>
      </Box>
      <Box sx={{ display: 'flex', gap: '6mm', pt: '9mm', breakInside: 'avoid' }}>
        <Signature>{t('paper.customerSignature')}</Signature>
        <Signature>{t('paper.centerSignature')}</Signature>
      </Box>
    </Box>
  );
}

type Text = ReturnType<typeof i18next.getFixedT<'reception'>>;

interface DeviceProps {
  readonly item: ReceivedDevice;
  readonly number: number | null;
  readonly format: Format;
  readonly t: Text;
}

function Device({ item, number, format, t }: DeviceProps): ReactNode {
  const { device, conditions, conditionNote, accessories } = item;
  const separator = t('paper.separator');
  const condition = [...conditions.map((name) => format.name(name)), conditionNote].filter(Boolean).join(separator);
  const counted = accessories
    .map(({ name, label, quantity }) => `${label ?? format.name(name)} × ${format.number(quantity)}`)
    .join(separator);
  return (
    <Box component="section" sx={{ py: '2.5mm', borderBottom: '1px solid #000000', breakInside: 'avoid' }}>
      <h3>
        {number !== null && `${format.number(number)}. `}
        <bdi>{format.name(device.brand)}</bdi> <bdi>{format.name(device.product)}</bdi>
      </h3>
      <dl>
        <Fact label={t('paper.order')}>
          <Ltr>{item.orderNumber}</Ltr>
        </Fact>
        <Fact label={t('paper.serial')}>{device.serial ? <Ltr>{device.serial}</Ltr> : t('paper.noSerial')}</Fact>
        <Fact label={t('paper.fault')}>{item.declaredFault}</Fact>
        <Fact label={t('paper.condition')}>{condition || '—'}</Fact>
        <Fact label={t('paper.accessories')}>{counted || t('paper.noAccessories')}</Fact>
        <Fact label={t('paper.data')}>{t(`consents.${item.dataConsent}`)}</Fact>
        {item.promisedOn && <Fact label={t('paper.promised')}>{format.date(item.promisedOn, 'long')}</Fact>}
      </dl>
    </Box>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactNode {
  return (
    <Box sx={{ display: 'flex', gap: '2mm' }}>
      <Box component="dt" sx={{ width: '24mm', flexShrink: 0, color: '#444444' }}>
        {label}
      </Box>
      <Box component="dd" sx={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
        {children}
      </Box>
    </Box>
  );
}

function Signature({ children }: { readonly children: ReactNode }): ReactNode {
  return <Box sx={{ flex: 1, borderTop: '1px solid #000000', pt: '1mm', fontSize: '0.86em' }}>{children}</Box>;
}

/** Codes and numbers, left to right on paper too. */
function Ltr({ children }: { readonly children: string }): ReactNode {
  return (
    <bdi dir="ltr" style={{ whiteSpace: 'nowrap' }}>
      {children}
    </bdi>
  );
}

/** A tracking code in groups of 4, 4 and the rest, as people read it to each other. */
export function groupedCode(code: string): string {
  return [code.slice(0, 4), code.slice(4, 8), code.slice(8)].filter(Boolean).join('-');
}
