import Box from '@mui/material/Box';
import List from '@mui/material/List';
import ListItem from '@mui/material/ListItem';
import Skeleton from '@mui/material/Skeleton';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { rowHead, type TableColumn, type TablePage, type TableRow } from './table-model';

interface TableCardsProps<Row> {
  readonly label: string;
  readonly columns: readonly TableColumn<Row>[];
  readonly query: { readonly data: TablePage<Row> | undefined };
  readonly rowTo?: (row: Row) => string;
  readonly onOpen?: ((row: Row) => void) | undefined;
}

/** The table on a phone: a card for each row, the first column as its head. */
export function TableCards<Row extends TableRow>(props: TableCardsProps<Row>): ReactNode {
  const { label, columns, query, rowTo, onOpen } = props;
  const [head, ...rest] = columns.filter((column) => !column.wideOnly);
  if (!query.data) return <Skeleton variant="rectangular" height={360} />;
  return (
    <List aria-label={label} disablePadding>
      {query.data.data.map((row) => (
        <ListItem key={row.id} divider sx={{ display: 'block', px: 2, py: 1.5 }}>
          <Box sx={{ mb: 0.5 }}>{head && rowHead(row, head.cell(row), { rowTo, onOpen })}</Box>
          <Stack component="dl" spacing={0.5} sx={{ m: 0 }}>
            {rest
              .map((column) => ({ ...column, shown: column.cell(row) }))
              // A column that says nothing of a row, such as the state of one in use, needs no line on a phone.
              .filter(({ shown }) => shown !== null && shown !== '' && shown !== false)
              .map(({ field, label: name, shown }) => (
                <Stack key={field} direction="row" spacing={2} sx={{ justifyContent: 'space-between' }}>
                  <Typography component="dt" variant="body2" color="textSecondary">
                    {name}
                  </Typography>
                  <Typography component="dd" variant="body2" sx={{ m: 0, textAlign: 'end' }}>
                    {shown}
                  </Typography>
                </Stack>
              ))}
          </Stack>
        </ListItem>
      ))}
    </List>
  );
}
