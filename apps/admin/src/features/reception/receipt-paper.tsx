import Box from '@mui/material/Box';
import i18next from 'i18next';
import { useMoney } from '../../lib/company';
import { useMemo, type ReactNode } from 'react';
import { createFormat, minorDigits, type Format } from '../../lib/format';
import { directionOf } from '../../lib/i18n';
import type { Language, Paper } from '../../lib/preferences';
import { reasonText } from '../../ui/coverage-text';
import type { ReceivedDevice, Reception } from './api';
import { QrCode } from '../../ui/qr-code';

const widths: Readonly<Record<Paper, string>> = { a5: '130mm', a4: '182mm', roll: '72mm' };
const margins: Readonly<Record<Paper, string>> = { a5: '9mm', a4: '14mm', roll: '4mm' };
const sizes: Readonly<Record<Paper, string>> = { a5: '9pt', a4: '10.5pt', roll: '8.5pt' };
const TERMS = ['guarantee', 'data', 'storage', 'bearer', 'tracking'] as const;

interface ReceiptPaperProps {
  readonly reception: Reception;
  readonly language: Language;
  readonly paper: Paper;
}

/** The customer's receipt, in the customer's language whatever the clerk reads. */
export function ReceiptPaper({ reception, language, paper }: ReceiptPaperProps): ReactNode {
  const { company, center, customer, items } = reception;
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
        p: margins[paper],
        bgcolor: '#ffffff',
        color: '#000000',
        border: '1px solid #d5dad7',
        borderRadius: '2mm',
        fontSize: sizes[paper],
        lineHeight: language === 'fa' ? 1.75 : 1.5,
        textAlign: 'start',
        '@media print': { border: 0, p: 0, borderRadius: 0 },
        '& h2, & h3, & h4, & p, & dl, & dd, & ul, & ol': { m: 0 },
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
          <h2>{format.name(company.name)}</h2>
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
        <Device
          key={item.orderId}
          item={item}
          number={items.length > 1 ? index + 1 : null}
          currency={company.currency}
          language={language}
          isRoll={isRoll}
          format={format}
          t={t}
        />
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
  readonly currency: string;
  readonly language: Language;
  readonly isRoll: boolean;
  readonly format: Format;
  readonly t: Text;
}

function Device({ item, number, currency, language, isRoll, format, t }: DeviceProps): ReactNode {
  const { device, guarantee, estimate, told, conditions, conditionNote, accessories } = item;
  const ui = i18next.getFixedT(language, 'ui');
  const money = useMoney();
  const separator = t('paper.separator');
  const condition = [...conditions.map((name) => format.name(name)), conditionNote && isolated(conditionNote)]
    .filter(Boolean)
    .join(separator);
  const imeis = [device.imei, device.imei2].filter(Boolean).join(' / ');
  const counted = accessories
    .map(({ name, label, quantity }) => `${isolated(label ?? format.name(name))} × ${format.number(quantity)}`)
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
        {imeis !== '' && (
          <Fact label={t('paper.imei')}>
            <Ltr>{imeis}</Ltr>
          </Fact>
        )}
        <Fact label={t('paper.fault')}>{item.declaredFault}</Fact>
        {told.length > 0 && (
          <Fact label={t('paper.told')}>{told.map((name) => isolated(format.name(name))).join(separator)}</Fact>
        )}
        <Fact label={t('paper.condition')}>{condition || '—'}</Fact>
        <Fact label={t('paper.accessories')}>{counted || t('paper.noAccessories')}</Fact>
        <Fact label={t('paper.data')}>{t(`consents.${item.dataConsent}`)}</Fact>
        {item.promisedOn && <Fact label={t('paper.promised')}>{format.date(item.promisedOn, 'long')}</Fact>}
        {guarantee && (
          <Fact label={t('paper.guarantee')}>
            <strong>{ui(`coverage.standings.${guarantee.standing}`)}</strong>
            {t('paper.colon')} {reasonText(ui, format, money)(guarantee.reason)}
          </Fact>
        )}
        {!estimate && <Fact label={t('paper.estimate')}>{t('paper.noEstimate')}</Fact>}
      </dl>
      {estimate && <Prices estimate={estimate} currency={currency} isRoll={isRoll} format={format} t={t} />}
    </Box>
  );
}

interface PricesProps extends Pick<DeviceProps, 'currency' | 'isRoll' | 'format' | 't'> {
  readonly estimate: NonNullable<ReceivedDevice['estimate']>;
}

/** Line by line what the guarantee pays and what the customer does, then the customer's sum with tax. */
function Prices({ estimate, currency, isRoll, format, t }: PricesProps): ReactNode {
  const figure = (amount: number): string => format.number(amount / 10 ** minorDigits(currency));
  const { lines, net, tax, total } = estimate;
  const shares = (line: (typeof lines)[number]) =>
    [
      [t('paper.list'), line.listAmount],
      [t('paper.covered'), line.coveredAmount],
      [t('paper.charged'), line.chargedAmount],
    ] as const;
  const name = ({ description, quantity }: (typeof lines)[number]): string =>
    format.name(description) + (quantity > 1 ? ` × ${format.number(quantity)}` : '');
  return (
    <Box
      sx={{
        mt: '2mm',
        '& table': { width: '100%', borderCollapse: 'collapse', fontSize: '0.92em' },
        '& th': { fontWeight: 400, color: '#444444', textAlign: 'start', pb: '0.5mm' },
        '& td': { borderTop: '0.5px solid #888888', py: '0.5mm', verticalAlign: 'top' },
        '& th:not(:first-of-type), & td:not(:first-of-type)': { textAlign: 'end', whiteSpace: 'nowrap', ps: '3mm' },
      }}
    >
      <h4>{t('paper.estimate')}</h4>
      {isRoll ? (
        lines.map((line) => (
          <Box key={line.lineId} sx={{ borderTop: '0.5px solid #888888', py: '0.5mm' }}>
            {name(line)}
            {shares(line).map(([label, amount]) => (
              <Row key={label} label={label} value={figure(amount)} />
            ))}
          </Box>
        ))
      ) : (
        <table>
          <thead>
            <tr>
              <th>{t('paper.work')}</th>
              <th>{t('paper.list')}</th>
              <th>{t('paper.covered')}</th>
              <th>{t('paper.charged')}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.lineId}>
                <td>{name(line)}</td>
                {shares(line).map(([label, amount]) => (
                  <td key={label}>{figure(amount)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Box sx={{ borderTop: '1px solid #000000', pt: '0.5mm', marginInlineStart: 'auto', width: isRoll ? 1 : '70mm' }}>
        <Row label={t('paper.net')} value={figure(net)} />
        <Row label={t('paper.tax')} value={figure(tax)} />
        <Row label={t('paper.total')} value={format.money({ amount: total, currency })} strong />
      </Box>
    </Box>
  );
}

interface RowProps {
  readonly label: string;
  readonly value: string;
  readonly strong?: boolean;
}

function Row({ label, value, strong = false }: RowProps): ReactNode {
  return (
    <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: '3mm', fontWeight: strong ? 700 : 400 }}>
      <span>{label}</span>
      <span>{value}</span>
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

/** Words of another language keep their place in the line, whichever way they run. */
function isolated(words: string): string {
  return `\u2068${words}\u2069`;
}

/** A tracking code in groups of 4, 4 and the rest, as people read it to each other. */
function groupedCode(code: string): string {
  return [code.slice(0, 4), code.slice(4, 8), code.slice(8)].filter(Boolean).join('-');
}
