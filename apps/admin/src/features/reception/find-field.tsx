import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import MuiTextField from '@mui/material/TextField';
import { useEffect, useEffectEvent, useRef, useState, type ReactNode, type Ref } from 'react';
import { useSettled } from '../../lib/settled';
import { goOnFrom } from './enter-flow';

const OTHER = Symbol('none of the records');

interface FindFieldProps<Item extends { readonly id: string }> {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly required?: boolean;
  readonly autoFocus?: boolean;
  readonly inputRef?: Ref<HTMLInputElement>;
  readonly value: Item | null;
  /** After a pick the focus stays, for the next one. */
  readonly stay?: boolean;
  /** What is typed before anybody types. */
  readonly initialText?: string;
  readonly textOf: (item: Item) => string;
  /** A record in the list. */
  readonly renderRow: (item: Item) => ReactNode;
  /** The settled text; the parent answers with what it finds. */
  readonly onSearch: (q: string) => void;
  readonly found: { readonly q: string; readonly items: readonly Item[] | undefined; readonly isFetching: boolean };
  readonly onPick: (item: Item | null) => void;
  /** A last line below the records, for whoever is not among them. */
  readonly other?: { readonly renderRow: (q: string) => ReactNode; readonly onPick: (q: string) => void };
}

/**
 * A record found as one types; Enter takes the first. Enter before the answer waits for it, and then takes the record
 * only if there is no other: nobody is picked unseen.
 */
export function FindField<Item extends { readonly id: string }>(props: FindFieldProps<Item>): ReactNode {
  const {
    label,
    hint,
    error,
    required = false,
    autoFocus = false,
    inputRef,
    value,
    initialText = '',
    stay = false,
  } = props;
  const { textOf, renderRow, onSearch, found, onPick, other } = props;
  const chosen = value ? textOf(value) : null;
  const [typed, setTyped] = useState(chosen ?? initialText);
  const [open, setOpen] = useState(false);
  const [hasty, setHasty] = useState(false);
  const input = useRef<HTMLElement>(null);
  const q = typed === chosen ? '' : typed.trim();
  const settled = useSettled(q);
  useEffect(() => onSearch(settled), [onSearch, settled]);
  const shown = useRef(chosen);
  useEffect(() => {
    const previous = shown.current;
    shown.current = chosen;
    if (chosen !== null) setTyped(chosen);
    else if (previous !== null) setTyped((text) => (text === previous ? '' : text));
  }, [chosen]);

  const isCurrent = settled === q && found.q === q && !found.isFetching;
  const items = found.items ?? [];
  // Only beside the answer: what was first in the list stays highlighted, and Enter would take it.
  const options: readonly (Item | typeof OTHER)[] = other && q !== '' && isCurrent ? [...items, OTHER] : items;

  function choose(option: Item | typeof OTHER): void {
    setHasty(false);
    setOpen(false);
    if (option === OTHER) return other?.onPick(q);
    onPick(option);
    if (input.current && !stay) goOnFrom(input.current);
  }

  const catchUp = useEffectEvent(() => {
    setHasty(false);
    const [first] = options;
    if (first !== undefined && items.length < 2) choose(first);
    else setOpen(true);
  });
  useEffect(() => {
    if (hasty && isCurrent) catchUp();
  }, [hasty, isCurrent]);

  return (
    <Autocomplete<Item | typeof OTHER>
      open={open && options.length > 0}
      onOpen={() => setOpen(true)}
      onClose={() => setOpen(false)}
      openOnFocus={!other && value === null}
      autoHighlight={q !== ''} // Enter in an empty field picks nothing and goes on
      forcePopupIcon={false}
      options={options}
      filterOptions={(all) => all}
      isOptionEqualToValue={(option, picked) => option === picked || keyOf(option) === keyOf(picked)}
      getOptionKey={keyOf}
      getOptionLabel={(option) => (option === OTHER ? typed : textOf(option))}
      value={value}
      inputValue={typed}
      onInputChange={(_, text, reason) => {
        if (reason !== 'input' && reason !== 'clear') return;
        setHasty(false);
        setTyped(text);
        if (value !== null) onPick(null);
      }}
      onChange={(_, option) => option && choose(option)}
      clearOnBlur={false}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || isCurrent || q === '') return;
        event.preventDefault();
        Object.assign(event, { defaultMuiPrevented: true });
        setHasty(true);
      }}
      data-scan-open
      renderOption={({ key, ...optionProps }, option) => (
        <Box component="li" key={key} {...optionProps}>
          {option === OTHER ? other?.renderRow(q) : renderRow(option)}
        </Box>
      )}
      renderInput={(params) => (
        <MuiTextField
          {...params}
          inputRef={(element: HTMLInputElement | null) => {
            input.current = element;
            if (typeof inputRef === 'function') inputRef(element);
            else if (inputRef) inputRef.current = element;
          }}
          label={label}
          required={required}
          autoFocus={autoFocus}
          error={error !== undefined}
          helperText={error ?? hint}
        />
      )}
    />
  );
}

function keyOf(option: { readonly id: string } | typeof OTHER): string {
  return option === OTHER ? 'other' : option.id;
}
