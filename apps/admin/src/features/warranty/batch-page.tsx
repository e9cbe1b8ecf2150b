import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { companyQuery } from '../../lib/company';
import { useFormat } from '../../lib/format';
import { languages, usePreferences, type Language } from '../../lib/preferences';
import { Can } from '../../ui/can';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { Icon } from '../../ui/icon';
import { PageFrame } from '../../ui/page-frame';
import { ProblemAlert } from '../../ui/problem-alert';
import { PrintSheet } from '../../ui/print-sheet';
import { Fact, Facts, Section } from '../../ui/section';
import { Code, DateText, DateTimeText, Name } from '../../ui/text';
import { batchQuery, useCardPapers, usePrintBatch, type CardBatch, type PrintedBatch } from './api';
import { CardPaper } from './card-paper';

/** A batch of cards, and the paper they are printed on while their codes are at hand. */
export function BatchPage(): ReactNode {
  const { t } = useTranslation('warranty');
  const { id } = useParams({ strict: false });
  const query = useQuery(batchQuery(id ?? ''));
  const [printed, setPrinted] = useState<PrintedBatch | null>(null);
  const batch = query.data;
  return (
    <PageFrame
      title={batch ? t('batches.one', { number: batch.number }) : t('batches.batch')}
      trail={[{ to: '/warranty/card-batches', label: t('batches.title') }]}
      query={query}
      actions={
        batch &&
        !printed && (
          <Can do="warranty.manage">
            <MakeCodes batch={batch} onDone={setPrinted} />
          </Can>
        )
      }
    >
      {batch && (
        <Stack spacing={3}>
          <BatchFacts batch={batch} />
          {printed && <Sheets printed={printed} />}
        </Stack>
      )}
    </PageFrame>
  );
}

function BatchFacts({ batch }: { readonly batch: CardBatch }): ReactNode {
  const { t } = useTranslation('warranty');
  const format = useFormat();
  const { size, activated } = batch;
  return (
    <Section
      title={t('batches.batch')}
      actions={
        <Button component={Link} to={`/warranty/card-desk?batchId=${batch.id}`} startIcon={<Icon name="list" />}>
          {t('batches.itsCards')}
        </Button>
      }
    >
      <Facts>
        <Fact label={t('batches.batch')}>
          <Code>{batch.number}</Code>
        </Fact>
        <Fact label={t('policy')}>
          <Name value={batch.policy.name} />
        </Fact>
        <Fact label={t('scopes.product')}>
          {batch.product ? <Name value={batch.product.name} /> : t('desk.anyProduct')}
        </Fact>
        <Fact label={t('batches.inUse')}>
          {t('batches.inUseOf', { activated: format.number(activated), size: format.number(size) })}
        </Fact>
        <Fact label={t('desk.issuedOn')}>
          <DateText value={batch.issuedOn} />
        </Fact>
        <Fact label={t('batches.issuedBy')}>
          <bdi>{batch.issuedBy === 'system' ? t('batches.system') : batch.issuedBy}</bdi>
        </Fact>
        <Fact label={t('batches.printedAt')}>
          <DateTimeText value={batch.printedAt} />
        </Fact>
      </Facts>
    </Section>
  );
}

/** Codes are made for printing and kept nowhere, so making others asks first. */
function MakeCodes({
  batch,
  onDone,
}: {
  readonly batch: CardBatch;
  readonly onDone: (printed: PrintedBatch) => void;
}): ReactNode {
  const { t } = useTranslation('warranty');
  const [asking, setAsking] = useState(false);
  const print = usePrintBatch(batch, (printed) => {
    setAsking(false);
    onDone(printed);
  });
  const again = batch.printedAt !== null;
  return (
    <>
      <Button variant="contained" startIcon={<Icon name="printer" />} onClick={() => setAsking(true)}>
        {t(again ? 'batches.printAgain' : 'batches.print')}
      </Button>
      {asking && (
        <ConfirmDialog
          open
          title={t(again ? 'batches.printAgainTitle' : 'batches.printTitle')}
          text={t(again ? 'batches.printAgainText' : 'batches.printText')}
          confirmLabel={t('batches.makeCodes')}
          danger={again}
          pending={print.isPending}
          error={print.error}
          onConfirm={() => print.mutate(null)}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

const forms = ['sheet', 'card', 'a6'] as const;
type CardForm = (typeof forms)[number];
const sheetSizes = { sheet: 'a4', card: 'card', a6: 'a6' } as const;
const SHOWN = 4;

function Sheets({ printed: { batch, cards, activationUrl } }: { readonly printed: PrintedBatch }): ReactNode {
  const { t } = useTranslation('warranty');
  const [form, setForm] = useState<CardForm>('sheet');
  const [language, setLanguage] = useState<Language>(usePreferences().language);
  const papers = useCardPapers(batch, cards);
  const company = useQuery(companyQuery).data;
  if (!company) return null;
  const paper = (shown: typeof cards): ReactNode => (
    <Box
      sx={{
        display: form === 'sheet' ? 'grid' : 'block',
        gridTemplateColumns: 'repeat(auto-fill, 85mm)',
        gap: '4mm',
        '@media print': { gridTemplateColumns: '85mm 85mm' },
      }}
    >
      {shown.map((card) => (
        <CardPaper
          key={card.cardNo}
          card={card}
          batch={batch}
          activationUrl={activationUrl}
          company={company.name}
          language={language}
          large={form === 'a6'}
          ownPage={form !== 'sheet'}
        />
      ))}
    </Box>
  );
  return (
    <Section
      title={t('batches.paper')}
      actions={
        <>
          {form !== 'sheet' && (
            <Button
              startIcon={<Icon name="download" />}
              loading={papers.isPending}
              onClick={() => papers.mutate({ form, language })}
            >
              {t('batches.pdf')}
            </Button>
          )}
          <Button variant="contained" startIcon={<Icon name="printer" />} onClick={() => window.print()}>
            {t('batches.print')}
          </Button>
        </>
      }
    >
      <Stack spacing={2}>
        <Alert severity="warning" icon={<Icon name="warning" />}>
          {t('batches.once')}
        </Alert>
        <ProblemAlert error={papers.error} />
        <Stack direction="row" useFlexGap spacing={1.5} sx={{ flexWrap: 'wrap' }}>
          <ToggleButtonGroup
            exclusive
            size="small"
            color="primary"
            aria-label={t('batches.form')}
            value={form}
            onChange={(_, chosen: CardForm | null) => chosen && setForm(chosen)}
          >
            {forms.map((each) => (
              <ToggleButton key={each} value={each}>
                {t(`batches.forms.${each}`)}
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
          <ToggleButtonGroup
            exclusive
            size="small"
            color="primary"
            aria-label={t('batches.language')}
            value={language}
            onChange={(_, chosen: Language | null) => chosen && setLanguage(chosen)}
          >
            {languages.map((each) => (
              <ToggleButton key={each} value={each}>
                {t(`batches.languages.${each}`)}
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
        </Stack>
        <Box sx={{ overflowX: 'auto', pb: 1 }}>{paper(cards.slice(0, SHOWN))}</Box>
      </Stack>
      <PrintSheet paper={sheetSizes[form]}>{paper(cards)}</PrintSheet>
    </Section>
  );
}
