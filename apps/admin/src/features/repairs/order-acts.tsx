import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ListItemText from '@mui/material/ListItemText';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useHotkey } from '../../lib/hotkeys';
import { problemText } from '../../lib/i18n';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { Icon } from '../../ui/icon';
import { ProblemAlert } from '../../ui/problem-alert';
import { ActForm } from './act-forms';
import { useCloseUnrepaired, useIsOrderFree, useMove, type RepairAct, type RepairOrder } from './api';
import { hasForm, isButton, isPlain, lookOf, nextAct, offeredActs, type OfferedAct } from './states';

/** What the server lets this reader do with the order now: the next step first (key N), the rest in a menu. */
export function OrderActs({ order }: { readonly order: RepairOrder }): ReactNode {
  const { t } = useTranslation('repairs');
  const [asked, setAsked] = useState<RepairAct | null>(null);
  const close = (): void => setAsked(null);
  const move = useMove(close);
  const offered = offeredActs(order);
  const buttons = offered.filter(isButton);
  const menu = offered.filter((each) => !isButton(each));
  const next = nextAct(offered);
  const isFree = useIsOrderFree(order.id);

  function choose(act: RepairAct): void {
    if (!isFree()) return;
    if (lookOf(act).asking !== 'at-once' || order.actionsNeedingReason.includes(act)) return setAsked(act);
    if (isPlain(act)) move.mutate({ order, act, reason: null });
  }
  useHotkey('KeyN', () => next && asked === null && choose(next));

  if (offered.length === 0) {
    return (
      <Typography variant="body2" color="textSecondary">
        {t('acts.none')}
      </Typography>
    );
  }
  return (
    <Stack spacing={1.5}>
      <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
        {buttons.map(({ act, blockedBy }) => (
          <Button
            key={act}
            variant={act === next ? 'contained' : 'outlined'}
            disabled={blockedBy.length > 0}
            loading={move.isPending && move.variables.act === act}
            onClick={() => choose(act)}
            aria-keyshortcuts={act === next ? 'n' : undefined}
          >
            {t(`acts.labels.${act}`)}
          </Button>
        ))}
        {menu.length > 0 && <MoreActs acts={menu} onChoose={choose} />}
      </Stack>
      <Blockers acts={buttons} />
      {asked === null && <ProblemAlert error={move.error} />}
      {asked !== null && <Question order={order} act={asked} move={move} onClose={close} />}
    </Stack>
  );
}

/** What stands against the steps that are shown as buttons. */
function Blockers({ acts }: { readonly acts: readonly OfferedAct[] }): ReactNode {
  const { t } = useTranslation('repairs');
  const blocked = acts.filter(({ blockedBy }) => blockedBy.length > 0);
  if (blocked.length === 0) return null;
  return (
    <Stack component="ul" spacing={0.25} sx={{ m: 0, p: 0, listStyle: 'none' }}>
      {blocked.map(({ act, blockedBy }) => (
        <Typography key={act} component="li" variant="caption" color="textSecondary">
          <Box component="span" sx={{ fontWeight: 600 }}>
            {t(`acts.labels.${act}`)}:
          </Box>{' '}
          {blockedBy.map(guardText).join(' ')}
        </Typography>
      ))}
    </Stack>
  );
}

function MoreActs(props: {
  readonly acts: readonly OfferedAct[];
  readonly onChoose: (act: RepairAct) => void;
}): ReactNode {
  const { t } = useTranslation('repairs');
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <>
      <Button
        onClick={(event) => setAnchor(event.currentTarget)}
        endIcon={<Icon name="down" />}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
      >
        {t('acts.more')}
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {props.acts.map(({ act, blockedBy }) => (
          <MenuItem
            key={act}
            disabled={blockedBy.length > 0}
            onClick={() => {
              setAnchor(null);
              props.onChoose(act);
            }}
          >
            <ListItemText
              primary={t(`acts.labels.${act}`)}
              secondary={blockedBy.map(guardText).join(' ') || undefined}
              slotProps={{ secondary: { sx: { maxWidth: 360, whiteSpace: 'normal' } } }}
            />
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}

interface QuestionProps {
  readonly order: RepairOrder;
  readonly act: RepairAct;
  readonly move: ReturnType<typeof useMove>;
  readonly onClose: () => void;
}

function Question({ order, act, move, onClose }: QuestionProps): ReactNode {
  const { t } = useTranslation('repairs');
  const closure = useCloseUnrepaired(onClose);
  if (hasForm(act)) return <ActForm act={act} order={order} onClose={onClose} />;

  const command = act === 'close-without-repair' ? closure : move;
  return (
    <ConfirmDialog
      open
      title={t(`acts.labels.${act}`)}
      text={t('acts.confirm', { number: order.number })}
      confirmLabel={t(`acts.labels.${act}`)}
      {...(order.actionsNeedingReason.includes(act) && { reason: 'required' as const })}
      danger={act === 'cancel' || act === 'dispose' || act === 'close-outcome'}
      pending={command.isPending}
      error={command.error}
      onConfirm={(reason) => {
        if (act === 'close-without-repair') closure.mutate({ order, reason });
        else if (isPlain(act)) move.mutate({ order, act, reason: reason || null });
      }}
      onClose={() => {
        command.reset();
        onClose();
      }}
    />
  );
}

/** Each guard is the problem `repair.<guard>`, so its sentence is written once. */
function guardText(guard: string): string {
  return problemText(`repair.${guard}`, {}) ?? guard;
}
