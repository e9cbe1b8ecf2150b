import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useForm, useWatch, type Control } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { companyQuery } from '../../lib/company';
import { orNull } from '../../lib/values';
import { MoneyField, SelectField, TextField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { notify } from '../../ui/notices';
import { Section } from '../../ui/section';
import { Code, Name } from '../../ui/text';
import { lineDecisions, refusalReasons, useAnswerClaim, type Claim, type ClaimLine, type LineAnswer } from './api';
import { useMoneyText } from './money-text';

interface AnswerValues {
  answers: {
    decision: LineAnswer['decision'];
    amount: number | null;
    reason: LineAnswer['reason'];
    note: string;
  }[];
}

/** The answer to every line that waits for one, as the supplier's letter lists them: Tab, a letter or two, Ctrl+Enter. */
export function AnswerSection({ claim }: { readonly claim: Claim }): ReactNode {
  const { t } = useTranslation('claims');
  const waiting = claim.lines.filter(({ waits }) => waits);
  const form = useForm<AnswerValues>({
    defaultValues: {
      answers: waiting.map((line) =>
        coreMissing(line)
          ? { decision: 'refused', amount: null, reason: 'core-missing', note: '' }
          : { decision: 'accepted', amount: null, reason: null, note: '' },
      ),
    },
  });
  const answer = useAnswerClaim(claim, () => notify({ text: t('done.answered') }));
  return (
    <Section title={t('answer.title')}>
      <Form
        form={form}
        error={answer.error}
        pending={answer.isPending}
        submitLabel={t('answer.save')}
        onSubmit={({ answers }) =>
          answer.mutate({
            answers: waiting.flatMap(({ id }, index) => {
              const given = answers[index];
              if (!given) return [];
              const { decision, amount, reason, note } = given;
              return {
                lineId: id,
                decision,
                amount: decision === 'partly' ? amount : null,
                reason: decision === 'accepted' ? null : reason,
                note: orNull(note),
              };
            }),
          })
        }
      >
        <Typography variant="body2" color="textSecondary">
          {t('answer.hint')}
        </Typography>
        {waiting.map((line, index) => (
          <AnswerRow key={line.id} control={form.control} index={index} line={line} />
        ))}
      </Form>
    </Section>
  );
}

interface AnswerRowProps {
  readonly control: Control<AnswerValues>;
  readonly index: number;
  readonly line: ClaimLine;
}

function AnswerRow({ control, index, line }: AnswerRowProps): ReactNode {
  const { t } = useTranslation('claims');
  const currency = useQuery(companyQuery).data?.currency ?? 'IRR';
  const moneyText = useMoneyText();
  const decision = useWatch({ control, name: `answers.${index}.decision` });
  const missing = coreMissing(line);
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 1.5,
        gridTemplateColumns: { xs: '1fr', md: '2fr repeat(4, 1fr)' },
        alignItems: 'center',
        borderTop: 1,
        borderColor: 'divider',
        pt: 2,
      }}
    >
      <Typography variant="body2">
        <Box component="span" sx={{ fontWeight: 600 }}>
          <Name value={line.description} />
        </Box>{' '}
        · <Code>{line.order.number}</Code> · {moneyText(line.amount - line.accepted)}
        {missing && (
          <Box component="span" sx={{ color: 'warning.main' }}>
            {' · '}
            {t('answer.coreMissing')}
          </Box>
        )}
      </Typography>
      <SelectField
        control={control}
        name={`answers.${index}.decision`}
        label={t('answer.decision')}
        options={lineDecisions
          .filter((value) => value === 'refused' || !missing)
          .map((value) => ({ value, label: t(`decisions.${value}`) }))}
        autoFocus={index === 0}
      />
      {decision === 'partly' && (
        <MoneyField
          control={control}
          name={`answers.${index}.amount`}
          label={t('answer.amount')}
          currency={currency}
          required
        />
      )}
      {decision !== 'accepted' && (
        <SelectField
          control={control}
          name={`answers.${index}.reason`}
          label={t('answer.reason')}
          options={refusalReasons.map((value) => ({ value, label: t(`refusals.${value}`) }))}
          required
        />
      )}
      {decision !== 'accepted' && (
        <TextField control={control} name={`answers.${index}.note`} label={t('answer.note')} maxLength={300} />
      )}
    </Box>
  );
}

/** The server refuses anything but a refusal until the old part was sent. */
function coreMissing({ core }: ClaimLine): boolean {
  return core !== null && core.state !== 'sent' && core.state !== 'accepted';
}
