import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Block } from './api';

/** Whose list it is and its number there: our own staff in the reader's language, others as they call themselves. */
export function BlockSource({ source, reference }: Pick<Block, 'source' | 'reference'>): ReactNode {
  const { t } = useTranslation('devices');
  return (
    <>
      {source === 'staff' ? t('blocks.staff') : <bdi>{source}</bdi>}
      {reference && (
        <>
          {' · '}
          <bdi>{reference}</bdi>
        </>
      )}
    </>
  );
}

/** Who put the entry there; imports and feeds under the account that ran them. */
export function BlockAuthor({ raisedBy }: Pick<Block, 'raisedBy'>): ReactNode {
  const { t } = useTranslation('devices');
  return raisedBy === 'system' ? t('blocks.byItself') : <bdi>{raisedBy}</bdi>;
}
