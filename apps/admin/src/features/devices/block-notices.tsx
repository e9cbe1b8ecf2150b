import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Can } from '../../ui/can';
import { Icon } from '../../ui/icon';
import { DateText } from '../../ui/text';
import type { Block } from './api';
import { BlockAuthor, BlockSource } from './block-texts';

interface BlockNoticesProps {
  readonly blocks: readonly Block[];
  /** What a reader may do about an entry; without it there is nothing. */
  readonly act?: { readonly label: string; readonly permission: string; readonly run: (block: Block) => void };
}

/** What the register of blocks says, entry by entry: what stops a unit in red, a recall in amber. */
export function BlockNotices({ blocks, act }: BlockNoticesProps): ReactNode {
  const { t } = useTranslation('devices');
  return (
    <Stack spacing={1.5}>
      {blocks.map((block) => {
        const { id, kind, source, reference, listedOn, until, note, raisedBy } = block;
        const recalled = kind === 'recalled';
        return (
          <Alert
            key={id}
            severity={recalled ? 'warning' : 'error'}
            icon={<Icon name={recalled ? 'warning' : 'lock'} />}
            action={
              act && (
                <Can do={act.permission}>
                  <Button color="inherit" size="small" onClick={() => act.run(block)}>
                    {act.label}
                  </Button>
                </Can>
              )
            }
          >
            <strong>{t(`blocks.notices.${kind}`)}</strong> <bdi>{note}</bdi>
            <div>
              <BlockSource source={source} reference={reference} />
              {' · '}
              <DateText value={listedOn} />
              {until && (
                <>
                  {' · '}
                  {t('blocks.until')} <DateText value={until} />
                </>
              )}
              {' · '}
              <BlockAuthor raisedBy={raisedBy} />
            </div>
          </Alert>
        );
      })}
    </Stack>
  );
}
