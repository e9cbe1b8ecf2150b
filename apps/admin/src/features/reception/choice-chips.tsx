import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTheme } from '@mui/material/styles';
import { useFormat } from '../../lib/format';
import { Icon } from '../../ui/icon';
import { goOnFrom } from './enter-flow';

/** A scanner's keys follow each other faster than this; a digit that is followed that fast was none of the clerk's. */
const BURST_GAP_MS = 45;

export interface Choice {
  readonly id: string;
  readonly label: string;
  /** How many; chips that are only on or off have 0 or 1. */
  readonly count: number;
}

interface ChoiceChipsProps {
  readonly label: string;
  readonly choices: readonly Choice[];
  /** Counting chips take one more with each press; Backspace takes one away. */
  readonly counting?: boolean;
  /** Chips that only insert something are never on. */
  readonly inserting?: boolean;
  readonly onPress: (choice: Choice) => void;
  readonly onTakeAway?: (choice: Choice) => void;
}

/** Chips as one stop of the Tab key: arrows walk, Space presses, and the digits 1 to 9 press the first nine. */
export function ChoiceChips(props: ChoiceChipsProps): ReactNode {
  const { label, choices, counting = false, inserting = false, onPress, onTakeAway } = props;
  const [current, setCurrent] = useState(0);
  const group = useRef<HTMLDivElement>(null);
  const burst = useRef<ReturnType<typeof setTimeout>>(undefined);
  const format = useFormat();
  const { direction } = useTheme();
  const active = Math.min(current, choices.length - 1);

  function walk(step: number): void {
    const next = (active + step + choices.length) % choices.length;
    group.current?.querySelectorAll('button')[next]?.focus();
  }

  /** While it comes down to the chips: they would take Enter for a press. */
  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    clearTimeout(burst.current);
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const [, digit] = /^(?:Digit|Numpad)([1-9])$/.exec(event.code) ?? [];
    const choice = choices[Number(digit) - 1];
    if (choice) burst.current = setTimeout(() => onPress(choice), BURST_GAP_MS);
    const forward = direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const backward = direction === 'rtl' ? 'ArrowRight' : 'ArrowLeft';
    if (event.key === 'Enter') goOnFrom(event.target as HTMLElement);
    else if (event.key === forward) walk(1);
    else if (event.key === backward) walk(-1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  if (choices.length === 0) return null;
  return (
    <Box
      ref={group}
      role="group"
      aria-label={label}
      data-enter-one
      onKeyDownCapture={onKeyDown}
      sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}
    >
      {choices.map((choice, index) => {
        const on = choice.count > 0;
        return (
          <Chip
            key={choice.id}
            component="button"
            type="button"
            clickable
            tabIndex={index === active ? 0 : -1}
            {...(!inserting && !counting && { 'aria-pressed': on })}
            onFocus={() => setCurrent(index)}
            onClick={() => onPress(choice)}
            {...(counting &&
              on && {
                onDelete: () => onTakeAway?.(choice),
                deleteIcon: <Icon name="minus" />,
              })}
            variant={on ? 'filled' : 'outlined'}
            color={on ? 'primary' : 'default'}
            label={
              <>
                {index < 9 && (
                  <Box component="span" aria-hidden sx={{ opacity: 0.55, fontSize: '0.75em', marginInlineEnd: 0.75 }}>
                    {format.digits(String(index + 1))}
                  </Box>
                )}
                <bdi>{choice.label}</bdi>
                {counting && on && (
                  <Box component="span" sx={{ fontWeight: 700, marginInlineStart: 0.75 }}>
                    × {format.number(choice.count)}
                  </Box>
                )}
              </>
            }
          />
        );
      })}
    </Box>
  );
}
