import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import { useId, type ReactNode } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { useHotkey } from '../../lib/hotkeys';
import { NumberField } from '../../ui/fields';
import { ProblemAlert } from '../../ui/problem-alert';
import { Code, Name } from '../../ui/text';
import type { RequisitionLine } from './api';
import { KeyHint } from './key-hint';

interface MoveValues {
  readonly quantities: readonly { readonly pieces: number | null }[];
}

interface MovePartsFormProps {
  readonly lines: readonly RequisitionLine[];
  /** How many pieces of a line can be moved; lines without any are shown only. */
  readonly most: (line: RequisitionLine) => number;
  readonly initial: (line: RequisitionLine) => number;
  /** Name of the quantity to be moved. */
  readonly field: string;
  readonly submit: (count: number) => string;
  readonly shortcut?: string;
  readonly pending: boolean;
  readonly error: unknown;
  readonly onSubmit: (lines: { lineId: string; quantity: number }[]) => void;
}

/** The lines of a requisition with a quantity each, and one button for all of them. */
export function MovePartsForm(props: MovePartsFormProps): ReactNode {
  const { lines, most, initial, field, submit, shortcut, pending, error, onSubmit } = props;
  const form = useForm<MoveValues>({
    defaultValues: { quantities: lines.map((line) => ({ pieces: most(line) > 0 ? initial(line) : 0 })) },
  });
  const pieces = useWatch({ control: form.control, name: 'quantities' }).map((each) => each.pieces ?? 0);
  const count = pieces.reduce((sum, each) => sum + each, 0);
  const send = form.handleSubmit(({ quantities }) => {
    const moved = lines.flatMap(({ id }, index) => {
      const quantity = quantities[index]?.pieces ?? 0;
      return quantity > 0 ? [{ lineId: id, quantity }] : [];
    });
    if (!pending && moved.length > 0) onSubmit(moved);
  });
  useHotkey(shortcut ?? 'Ctrl+Enter', () => void send());

  return (
    <Box component="form" noValidate onSubmit={(event) => void send(event)}>
      <RequisitionLines
        lines={lines}
        field={(line, index) =>
          most(line) > 0 && (
            <NumberField control={form.control} name={`quantities.${index}.pieces`} label={field} max={most(line)} />
          )
        }
      />
      <Stack spacing={1.5} sx={{ px: 2.5, py: 2 }}>
        <ProblemAlert error={error} />
        <Box>
          <Button
            type="submit"
            variant="contained"
            loading={pending}
            disabled={count === 0}
            aria-keyshortcuts={shortcut?.replace('Key', '')}
          >
            {submit(count)}
            {shortcut && <KeyHint>{shortcut.replace('Key', '')}</KeyHint>}
          </Button>
        </Box>
      </Stack>
    </Box>
  );
}

interface RequisitionLinesProps {
  readonly lines: readonly RequisitionLine[];
  readonly field?: (line: RequisitionLine, index: number) => ReactNode;
}

const figures = ['requested', 'issued', 'returned', 'reserved', 'short'] as const;

/** What each line asks for and where its pieces are; on a phone the figures stand under the part. */
export function RequisitionLines({ lines, field }: RequisitionLinesProps): ReactNode {
  const { t } = useTranslation('inventory');
  const format = useFormat();
  const id = useId();
  const shown = figures.filter((figure) => figure !== 'returned' || lines.some(({ returned }) => returned > 0));
  const look = (line: RequisitionLine, figure: (typeof figures)[number]) => ({
    color: line[figure] === 0 ? 'text.disabled' : figure === 'short' ? 'warning.main' : 'text.primary',
    fontWeight: line[figure] > 0 && (figure === 'short' || figure === 'reserved') ? 650 : 400,
  });

  return (
    <Table size="small" aria-label={t('requisition.lines')}>
      <TableHead sx={{ display: { xs: 'none', sm: 'table-header-group' } }}>
        <TableRow>
          <TableCell sx={{ px: 2.5 }}>{t('part')}</TableCell>
          {shown.map((figure) => (
            <TableCell key={figure} align="right" sx={{ whiteSpace: 'nowrap' }}>
              {t(`figures.${figure}`)}
            </TableCell>
          ))}
          {field && <TableCell />}
        </TableRow>
      </TableHead>
      <TableBody>
        {lines.map((line, index) => (
          <TableRow key={line.id}>
            <TableCell id={`${id}-${index}`} sx={{ px: 2.5 }}>
              <Typography variant="body2" sx={{ fontWeight: 600 }}>
                <Name value={line.part.name} />
              </Typography>
              <Typography variant="caption" color="textSecondary" component="p">
                <Code>{line.part.sku}</Code> · <Name value={line.location.name} />
              </Typography>
              <Typography variant="caption" component="p" sx={{ display: { sm: 'none' } }}>
                {shown.map((figure) => `${t(`figures.${figure}`)} ${format.number(line[figure])}`).join(' · ')}
              </Typography>
            </TableCell>
            {shown.map((figure) => (
              <TableCell
                key={figure}
                align="right"
                sx={{
                  display: { xs: 'none', sm: 'table-cell' },
                  ...look(line, figure),
                }}
              >
                {format.number(line[figure])}
              </TableCell>
            ))}
            {field && (
              <TableCell sx={{ width: 136, verticalAlign: 'middle' }} aria-labelledby={`${id}-${index}`}>
                {field(line, index)}
              </TableCell>
            )}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
