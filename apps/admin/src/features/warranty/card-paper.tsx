import Box from '@mui/material/Box';
import i18next from 'i18next';
import { useMemo, type ReactNode } from 'react';
import { createFormat, type LocalName } from '../../lib/format';
import { directionOf } from '../../lib/i18n';
import type { Language } from '../../lib/preferences';
import { QrCode } from '../../ui/qr-code';
import type { CardBatch, PrintedCard } from './api';

interface CardPaperProps {
  readonly card: PrintedCard;
  readonly batch: CardBatch;
  readonly activationUrl: string;
  readonly company: LocalName;
  readonly language: Language;
  /** A6, with the way to activate it in words; else 85 × 54 mm. */
  readonly large: boolean;
  /** One to a page. */
  readonly ownPage: boolean;
}

/** A guarantee card as its holder gets it. */
export function CardPaper({
  card,
  batch,
  activationUrl,
  company,
  language,
  large,
  ownPage,
}: CardPaperProps): ReactNode {
  const t = useMemo(() => i18next.getFixedT(language, 'warranty'), [language]);
  const format = useMemo(
    () => createFormat({ language, calendar: language === 'fa' ? 'jalali' : 'gregorian', rialUnit: 'rial' }),
    [language],
  );
  const { product, policy } = batch;
  return (
    <Box
      component="article"
      lang={language}
      dir={directionOf(language)}
      aria-label={card.cardNo}
      sx={{
        boxSizing: 'border-box',
        width: large ? '89mm' : '85mm',
        height: large ? '130mm' : '54mm',
        p: large ? '4mm' : '3.5mm',
        display: 'flex',
        flexDirection: 'column',
        gap: large ? '4mm' : '1.2mm',
        bgcolor: '#ffffff',
        color: '#000000',
        border: '0.2mm solid #8d9691',
        borderRadius: '2.5mm',
        overflow: 'hidden',
        fontSize: large ? '10pt' : '7.5pt',
        lineHeight: 1.55,
        textAlign: 'start',
        breakInside: 'avoid',
        ...(ownPage && { breakAfter: 'page', mb: '4mm', '@media print': { mb: 0, border: 0 } }),
        '& p, & h2, & ol': { m: 0 },
      }}
    >
      <Box component="header" sx={{ borderBottom: '0.4mm solid #000000', pb: '1mm' }}>
        <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: '3mm', fontWeight: 700 }}>
          <Box component="h2" sx={{ fontSize: '1.25em' }}>
            {format.name(company)}
          </Box>
          <p>{t('paper.title')}</p>
        </Box>
      </Box>
      <Box sx={{ display: 'flex', flexDirection: large ? 'column' : 'row', gap: '3mm', flex: 1, minHeight: 0 }}>
        <Box sx={{ flex: 1, minWidth: 0 }}>
          <Row label={t('paper.policy')}>{format.name(policy.name)}</Row>
          {product && <Row label={t('paper.product')}>{format.name(product.name)}</Row>}
          {card.serial && (
            <Row label={t('paper.serial')}>
              <bdi dir="ltr">{card.serial}</bdi>
            </Row>
          )}
          <Row label={t('paper.issuedOn')}>{format.date(batch.issuedOn)}</Row>
          <Row label={t('paper.cardNo')}>
            <bdi dir="ltr">
              <b>{card.cardNo}</b>
            </bdi>
          </Row>
        </Box>
        <Box sx={{ textAlign: 'center' }}>
          <QrCode
            text={`${activationUrl}/${card.cardNo}`}
            label={t('paper.qr', { cardNo: card.cardNo })}
            size={large ? '34mm' : '21mm'}
          />
        </Box>
      </Box>
      <Box sx={{ border: '0.2mm dashed #000000', borderRadius: '1mm', px: '2mm', py: '0.6mm', textAlign: 'center' }}>
        <span>{t('paper.code')} </span>
        <Box component="bdi" dir="ltr" sx={{ fontWeight: 700, fontSize: '1.2em', letterSpacing: '0.03em' }}>
          {format.digits(card.scratchCode.replace(/(\d{4})(?=\d)/g, '$1 '))}
        </Box>
      </Box>
      <p>{t(large ? 'paper.howLong' : 'paper.how')}</p>
    </Box>
  );
}

function Row({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactNode {
  return (
    <p>
      <Box component="span" sx={{ color: '#4d5652' }}>
        {label}:{' '}
      </Box>
      {children}
    </p>
  );
}
