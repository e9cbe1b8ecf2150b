import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { createFormat } from '../../lib/format';
import { directionOf } from '../../lib/i18n';
import { persianWords } from '../../lib/number-words';
import type { Language } from '../../lib/preferences';
import { Code } from '../../ui/text';
import type { Invoice } from './api';

/** Sizes are those of paper: pt and mm. */
const type = {
  fontSize: '10pt',
  lineHeight: 1.7,
  '& h1': { fontSize: '16pt', m: 0 },
  '& h2': { fontSize: '11pt', m: 0 },
  '& table': { width: '100%', borderCollapse: 'collapse' },
  '& th, & td': { borderBlockEnd: '0.5pt solid #999', padding: '1.5mm 1mm', verticalAlign: 'top' },
  '& th': { fontWeight: 600, fontSize: '8.5pt', textAlign: 'start', borderBlockEnd: '1pt solid #000' },
  '& tr': { breakInside: 'avoid' },
  '& .figure': { textAlign: 'end', whiteSpace: 'nowrap' },
} as const;

interface InvoiceSheetProps {
  readonly invoice: Invoice;
  /** Of the paper, which may differ from that of the screen: it is the customer's. */
  readonly language: Language;
}

/** The invoice on paper. */
export function InvoiceSheet({ invoice, language }: InvoiceSheetProps): ReactNode {
  const { i18n } = useTranslation();
  const t = i18n.getFixedT(language, 'billing');
  const calendar = language === 'fa' ? 'jalali' : 'gregorian';
  const format = createFormat({ language, calendar, rialUnit: 'rial' });
  const { seller, buyer, payer, currency, kind, lines, order, contract } = invoice;
  const warranty = kind === 'warranty';
  const money = (amount: number): string => format.money({ amount, currency });
  const figure = (amount: number): string => format.number(amount);
  // In the columns of a rial invoice the unit would only repeat itself; other currencies carry their sign.
  const column = currency === 'IRR' ? figure : money;
  const sums: readonly (readonly [string, number])[] = [
    ...(kind === 'contract'
      ? []
      : ([
          [t('amounts.listTotal'), invoice.listTotal],
          [t('amounts.coveredTotal'), 0 - invoice.coveredTotal],
        ] as const)),
    [t(warranty ? 'amounts.claimed' : 'amounts.net'), invoice.net],
    [t('amounts.tax'), invoice.tax],
    [t('amounts.total'), invoice.total],
    [t('amounts.paid'), invoice.paid],
    ...(invoice.writeOff ? [[t('amounts.writtenOff'), invoice.writeOff.amount] as const] : []),
    [t('amounts.due'), invoice.due],
  ];

  return (
    <Box lang={language} dir={directionOf(language)} sx={type}>
      <Box
        sx={{
          display: 'flex',
          justifyContent: 'space-between',
          gap: '8mm',
          borderBlockEnd: '1pt solid #000',
          pb: '4mm',
        }}
      >
        <Box>
          <h1>{t(`print.titles.${kind}`)}</h1>
          <div>{format.name(seller.company)}</div>
        </Box>
        <Box sx={{ textAlign: 'end' }}>
          <div>
            {t('invoice.number')}: <Code>{invoice.number}</Code>
          </div>
          <div>
            {t('invoice.issuedOn')}: {format.date(invoice.issuedOn)}
          </div>
        </Box>
      </Box>
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: '8mm', py: '4mm' }}>
        <Box>
          <h2>{t('invoice.seller')}</h2>
          <div>{format.name(seller.name)}</div>
          {seller.address && <div>{seller.address}</div>}
          {seller.phone && <Code>{format.digits(seller.phone)}</Code>}
        </Box>
        <Box>
          <h2>{t('invoice.buyer')}</h2>
          <div>{buyer ? buyer.name : payer && t(`payers.${payer}`)}</div>
          {buyer?.nationalId && (
            <div>
              {t('invoice.nationalId')}: <Code>{format.digits(buyer.nationalId)}</Code>
            </div>
          )}
          {buyer?.mobile && <Code>{format.digits(buyer.mobile)}</Code>}
        </Box>
      </Box>
      {order && (
        <Box sx={{ pb: '4mm' }}>
          {t('order.number')}: <Code>{order.number}</Code> · {t('order.device')}: {format.name(order.brand)}{' '}
          {format.name(order.product)}
          {order.serial && (
            <>
              {' · '}
              <Code>{order.serial}</Code>
            </>
          )}
        </Box>
      )}
      {contract && (
        <Box sx={{ pb: '4mm' }}>
          {t('contract')}: <Code>{contract.number}</Code>
        </Box>
      )}
      <table>
        <thead>
          <tr>
            <th>#</th>
            <th>{t('line.description')}</th>
            <th className="figure">{t('line.quantity')}</th>
            <th className="figure">{t('line.listAmount')}</th>
            <th className="figure">{t('line.covered')}</th>
            <th className="figure">{t(warranty ? 'line.claim' : 'line.charged')}</th>
            <th className="figure">{t('line.tax')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.id}>
              <td>{figure(line.position)}</td>
              <td>{format.name(line.description)}</td>
              <td className="figure">{figure(line.quantity)}</td>
              <td className="figure">{column(line.listAmount)}</td>
              <td className="figure">
                {column(line.coveredAmount)}
                {line.coveredPercent > 0 && ` (${format.percent(line.coveredPercent / 100)})`}
              </td>
              <td className="figure">{column(warranty ? (line.claimAmount ?? 0) : line.chargedAmount)}</td>
              <td className="figure">{column(line.taxAmount)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Box sx={{ marginInlineStart: 'auto', width: '85mm', mt: '4mm', breakInside: 'avoid' }}>
        {sums.map(([label, amount]) => (
          <Box key={label} sx={{ display: 'flex', justifyContent: 'space-between', gap: '6mm' }}>
            <span>{label}</span>
            <span className="figure">{money(amount)}</span>
          </Box>
        ))}
      </Box>
      {language === 'fa' && currency === 'IRR' && (
        <Box sx={{ mt: '3mm' }}>{t('print.inWords', { words: persianWords(invoice.total) })}</Box>
      )}
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: '8mm', mt: '16mm', breakInside: 'avoid' }}>
        <Box sx={{ borderBlockStart: '0.5pt solid #000', pt: '1mm' }}>{t('print.sellerSigns')}</Box>
        <Box sx={{ borderBlockStart: '0.5pt solid #000', pt: '1mm' }}>{t('print.buyerSigns')}</Box>
      </Box>
    </Box>
  );
}
