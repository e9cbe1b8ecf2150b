import Link from '@mui/material/Link';
import { Link as RouterLink } from '@tanstack/react-router';
import type { MouseEvent, ReactNode } from 'react';

export interface TableRow {
  readonly id: string;
}

/** A column; `field` is also the name the server sorts by. */
export interface TableColumn<Row> {
  readonly field: string;
  readonly label: string;
  readonly cell: (row: Row) => ReactNode;
  readonly sortable?: boolean;
  /** Share of the free width, 1 by default; `width` in pixels fixes it instead. */
  readonly flex?: number;
  readonly width?: number;
  readonly minWidth?: number;
  /** Numbers and money stand at the end. */
  readonly align?: 'start' | 'end';
  /** Holds buttons, nothing to read: it is in no export, and always shown. */
  readonly acts?: boolean;
  /** Left out of the cards that take the table's place on a phone. */
  readonly wideOnly?: boolean;
}

/** As the API answers lists. */
export interface TablePage<Row> {
  readonly data: readonly Row[];
  readonly page: { readonly nextCursor: string | null; readonly hasMore: boolean };
}

/** How a row is opened: by its page's address, or by an act. */
export interface Opening<Row> {
  readonly rowTo?: ((row: Row) => string) | undefined;
  readonly onOpen?: ((row: Row) => void) | undefined;
}

/** What names a row: a real link, so that it can be opened in another tab; a button where rows have no page. */
export function rowHead<Row extends TableRow>(row: Row, text: ReactNode, { rowTo, onOpen }: Opening<Row>): ReactNode {
  const look = { color: 'textPrimary', sx: { fontWeight: 600, textAlign: 'start' } } as const;
  const stop = (event: MouseEvent): void => event.stopPropagation();
  if (rowTo) {
    return (
      <Link {...look} component={RouterLink} to={rowTo(row)} onClick={stop}>
        {text}
      </Link>
    );
  }
  if (onOpen) {
    return (
      <Link {...look} component="button" onClick={(event) => (stop(event), onOpen(row))}>
        {text}
      </Link>
    );
  }
  return text;
}
