import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Tooltip from '@mui/material/Tooltip';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { companyQuery } from '../../lib/company';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { DateField } from '../../ui/date-field';
import { MoneyField } from '../../ui/fields';
import { Form } from '../../ui/form';
import { notify } from '../../ui/notices';
import { SidePanel } from '../../ui/side-panel';
import { AddendumPanel } from './addendum-panel';
import { useMoveContract, useRenewContract, type Contract } from './api';
import { dayAfter } from './contract-form';

type Act = Contract['allowedActions'][number];
type Move = 'activate' | 'suspend' | 'resume' | 'terminate';
/** What concerns the price stands with the plan of its billing. */
type HeadAct = Exclude<Act, 'plan-billing' | 'bill'>;

// The one that goes on stands last, as the primary one.
const order: readonly HeadAct[] = ['terminate', 'suspend', 'revise', 'renew', 'amend', 'resume', 'activate'];

/** What may be done with a contract now; what something stands against is shown with its reason. */
export function ContractActs({ contract }: { readonly contract: Contract }): ReactNode {
  const { t } = useTranslation('contracts');
  const [asked, setAsked] = useState<HeadAct | null>(null);
  const close = (): void => setAsked(null);
  const shown = order.filter(
    (act) => contract.allowedActions.includes(act) || contract.blockedActions.some(({ action }) => action === act),
  );
  const primary = shown.findLast((act) => contract.allowedActions.includes(act) && act !== 'terminate');
  return (
    <>
      {shown.map((act) => {
        const blocked = contract.blockedActions.find(({ action }) => action === act);
        const looks = act === primary ? ({ variant: 'contained' } as const) : {};
        return (
          <Tooltip key={act} title={blocked ? blocked.reasons.map((reason) => t(`blockers.${reason}`)).join(' ') : ''}>
            <Box component="span">
              {act === 'revise' ? (
                <Button {...looks} component={Link} to={`/contracts/${contract.id}/edit`}>
                  {t('acts.revise')}
                </Button>
              ) : (
                <Button
                  {...looks}
                  color={act === 'terminate' ? 'error' : 'primary'}
                  disabled={blocked !== undefined}
                  onClick={() => setAsked(act)}
                >
                  {t(`acts.${act}`)}
                </Button>
              )}
            </Box>
          </Tooltip>
        );
      })}
      {asked === 'amend' && <AddendumPanel contract={contract} onClose={close} />}
      {asked === 'renew' && <RenewPanel contract={contract} onClose={close} />}
      {asked !== null && asked !== 'amend' && asked !== 'renew' && asked !== 'revise' && (
        <MoveDialog contract={contract} act={asked} onClose={close} />
      )}
    </>
  );
}

interface ActProps {
  readonly contract: Contract;
  readonly onClose: () => void;
}

function MoveDialog({ contract, act, onClose }: ActProps & { readonly act: Move }): ReactNode {
  const { t } = useTranslation('contracts');
  const move = useMoveContract(contract, () => {
    notify({ text: t(`done.${act}`) });
    onClose();
  });
  const needsReason = act === 'suspend' || act === 'terminate';
  return (
    <ConfirmDialog
      open
      title={t(`ask.${act}.title`)}
      text={t(`ask.${act}.text`)}
      confirmLabel={t(`acts.${act}`)}
      {...(needsReason && { reason: 'required' as const })}
      danger={act === 'terminate'}
      pending={move.isPending}
      error={move.error}
      onConfirm={(reason) => move.mutate({ act, reason: reason || null })}
      onClose={onClose}
    />
  );
}

function RenewPanel({ contract, onClose }: ActProps): ReactNode {
  const { t } = useTranslation('contracts');
  const navigate = useNavigate();
  const currency = useQuery(companyQuery).data?.currency ?? 'IRR';
  const form = useForm<{ endsOn: string | null; price: number | null }>({
    defaultValues: { endsOn: null, price: contract.terms.price },
  });
  const renew = useRenewContract(contract, ({ id }) => {
    notify({ text: t('renewal.done') });
    onClose();
    void navigate({ to: `/contracts/${id}` });
  });
  return (
    <SidePanel title={t('acts.renew')} onClose={onClose}>
      <Form
        form={form}
        onSubmit={({ endsOn, price }) => renew.mutate({ endsOn: dayAfter(endsOn ?? ''), price })}
        error={renew.error}
        pending={renew.isPending}
        submitLabel={t('renewal.draft')}
        onCancel={onClose}
      >
        <DateField control={form.control} name="endsOn" label={t('lastDay')} min={contract.endsOn} required autoFocus />
        <MoneyField control={form.control} name="price" label={t('fields.price')} currency={currency} />
      </Form>
    </SidePanel>
  );
}
