import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import LinearProgress from '@mui/material/LinearProgress';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { download } from '../lib/download';
import { today, useFormat } from '../lib/format';
import { usePreferences } from '../lib/preferences';
import { Icon } from './icon';
import type { ListQuery } from './list-query';
import { notify } from './notices';
import { ProblemAlert } from './problem-alert';
import { cellsOf, type TableCell } from './table-cells';
import { tableFile, type TableFileKind, tableFileKinds } from './table-files';
import type { TableColumn, TablePage, TableRow } from './table-model';

/** So many rows a file holds; who needs more narrows the list. */
const MOST_ROWS = 10_000;
const PAGE_ROWS = 200;

interface TableExportProps<Row extends TableRow> {
  readonly label: string;
  /** Those that are shown. */
  readonly columns: readonly TableColumn<Row>[];
  readonly fetchPage: ListQuery<TablePage<Row>>['fetchPage'];
}

/** Takes a list out as a file: what is filtered, all pages, the columns that are shown, in the reader's words. */
export function TableExport<Row extends TableRow>(props: TableExportProps<Row>): ReactNode {
  const { t } = useTranslation('ui');
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [kind, setKind] = useState<TableFileKind | null>(null);
  return (
    <>
      <Button
        startIcon={<Icon name="download" />}
        aria-haspopup="menu"
        onClick={({ currentTarget }) => setAnchor(currentTarget)}
      >
        {t('export.action')}
      </Button>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        {tableFileKinds.map((each) => (
          <MenuItem key={each} onClick={() => (setAnchor(null), setKind(each))}>
            {t(`export.kinds.${each}`)}
          </MenuItem>
        ))}
      </Menu>
      {kind && <ExportDialog {...props} kind={kind} onClose={() => setKind(null)} />}
    </>
  );
}

interface ExportDialogProps<Row extends TableRow> extends TableExportProps<Row> {
  readonly kind: TableFileKind;
  readonly onClose: () => void;
}

/** Gathers the rows page by page. They are rendered where nobody sees them, and read as a reader would. */
function ExportDialog<Row extends TableRow>(props: ExportDialogProps<Row>): ReactNode {
  const { label, fetchPage, kind, onClose } = props;
  const { t } = useTranslation('ui');
  const format = useFormat();
  const { language, calendar } = usePreferences();
  const queryClient = useQueryClient();
  const id = useId();
  const [columns] = useState(props.columns.filter(({ acts }) => !acts));
  const [batch, setBatch] = useState<readonly Row[]>([]);
  const [count, setCount] = useState(0);
  const [error, setError] = useState<unknown>(null);
  const box = useRef<HTMLDivElement>(null);
  const gone = useRef(false);

  const gather = async (): Promise<void> => {
    const rows: TableCell[][] = [];
    let cursor: string | undefined;
    let more = true;
    while (more && rows.length < MOST_ROWS) {
      const page = await fetchPage(queryClient, { limit: PAGE_ROWS, cursor });
      if (gone.current) return;
      flushSync(() => setBatch(page.data));
      if (box.current) rows.push(...cellsOf(box.current));
      setCount(rows.length);
      cursor = page.page.nextCursor ?? undefined;
      more = page.page.hasMore && cursor !== undefined;
    }
    const kept = rows.slice(0, MOST_ROWS);
    const lines = { heads: columns.map((column) => column.label), rows: kept };
    download(await tableFile(kind, lines, { language, calendar }), `${label} ${today()}.${kind}`);
    const told = format.number(kept.length);
    notify({ text: more ? t('export.cut', { rows: told }) : t('export.done', { rows: told, count: kept.length }) });
    onClose();
  };
  useEffect(() => {
    gone.current = false;
    gather().catch((cause: unknown) => !gone.current && setError(cause));
    return () => {
      gone.current = true;
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- one run for one opening
  }, []);

  return (
    <Dialog open aria-labelledby={id} maxWidth="xs" fullWidth>
      <DialogTitle id={id}>{t('export.title')}</DialogTitle>
      <DialogContent>
        <Stack spacing={2}>
          {!error && <LinearProgress aria-labelledby={id} />}
          <Typography role="status">{t('export.rows', { rows: format.number(count), count })}</Typography>
          <ProblemAlert error={error} />
        </Stack>
        <Box ref={box} aria-hidden hidden>
          {batch.map((row) => (
            <div key={row.id}>
              {columns.map((column) => (
                <div key={column.field}>{column.cell(row)}</div>
              ))}
            </div>
          ))}
        </Box>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('form.cancel')}</Button>
      </DialogActions>
    </Dialog>
  );
}
