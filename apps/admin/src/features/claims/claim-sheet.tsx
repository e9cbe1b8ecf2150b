import Box from '@mui/material/Box';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { companyQuery } from '../../lib/company';
import { createFormat } from '../../lib/format';
import { directionOf } from '../../lib/i18n';
import type { Language } from '../../lib/preferences';
import { Code } from '../../ui/text';
import type { Claim } from './api';

/** Sizes are those of paper: pt and mm. */
const type = {
  fontSize: '10pt',
  lineHeight: 1.7,
  '& h1': { fontSize: '16pt', m: 0 },
  '& table': { width: '100%', borderCollapse: 'collapse' },
  '& th, & td': { borderBlockEnd: '0.5pt solid #999', padding: '1.5mm 1mm', verticalAlign: 'top' },
  '& th': { fontWeight: 600, fontSize: '8.5pt', textAlign: 'start', borderBlockEnd: '1pt solid #000' },
  '& tr': { breakInside: 'avoid' },
  '& .figure': { textAlign: 'end', whiteSpace: 'nowrap' },
} as const;

interface ClaimSheetProps {
  readonly claim: Claim;
  /** Of the paper, which may differ from that of the screen: it is the supplier's. */
  readonly language: Language;
}

/** The claim on paper, as it goes to the supplier with the old parts. */
export function ClaimSheet({ claim, language }: ClaimSheetProps): ReactNode {
  const { i18n } = useTranslation();
  const t = i18n.getFixedT(language, 'claims');
  const format = createFormat({
    language,
    calendar: language === 'fa' ? 'jalali' : 'gregorian',
    rialUnit: 'rial',
  });
  const currency = useQuery(companyQuery).data?.currency ?? 'IRR';
  const money = (amount: number): string => format.money({ amount, currency });
  const column = currency === 'IRR' ? (amount: number): string => format.number(amount) : money;
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
          <h1>{t('print.title')}</h1>
          <div>{format.name(claim.company)}</div>
        </Box>
        <Box sx={{ textAlign: 'end' }}>
          <div>
            {t('number')}: {claim.number === null ? t('draft') : <Code>{claim.number}</Code>}
          </div>
          {claim.submittedOn && (
            <div>
              {t('claims.submittedOn')}: {format.date(claim.submittedOn)}
            </div>
          )}
        </Box>
      </Box>
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: '8mm', py: '4mm' }}>
        <div>
          {t('print.to')}: {format.name(claim.supplier.name)}
        </div>
        <div>
          {t('print.from')}: {format.name(claim.center.name)}
        </div>
      </Box>
      <table>
        <thead>
          <tr>
            <th>#</th>
            <th>{t('what')}</th>
            <th>{t('device')}</th>
            <th>{t('order')}</th>
            <th>{t('print.repairedOn')}</th>
            <th className="figure">{t('print.quantity')}</th>
            <th className="figure">{t('amount')}</th>
          </tr>
        </thead>
        <tbody>
          {claim.lines.map((line, index) => (
            <tr key={line.id}>
              <td>{format.number(index + 1)}</td>
              <td>
                {format.name(line.description)}
                {line.core && ` (${t('claim.core')})`}
              </td>
              <td>
                {format.name(line.device.product)}
                {line.device.serial && (
                  <>
                    {' '}
                    <Code>{line.device.serial}</Code>
                  </>
                )}
              </td>
              <td>
                <Code>{line.order.number}</Code>
              </td>
              <td>{format.date(line.doneOn)}</td>
              <td className="figure">{format.number(line.quantity)}</td>
              <td className="figure">{column(line.amount)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Box
        sx={{
          display: 'flex',
          justifyContent: 'space-between',
          marginInlineStart: 'auto',
          width: '85mm',
          mt: '4mm',
          fontWeight: 600,
        }}
      >
        <span>{t('print.total')}</span>
        <span className="figure">{money(claim.claimed)}</span>
      </Box>
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: '8mm', mt: '16mm', breakInside: 'avoid' }}>
        <Box sx={{ borderBlockStart: '0.5pt solid #000', pt: '1mm' }}>{t('print.signs')}</Box>
        <Box sx={{ borderBlockStart: '0.5pt solid #000', pt: '1mm' }}>{t('print.receives')}</Box>
      </Box>
    </Box>
  );
}
