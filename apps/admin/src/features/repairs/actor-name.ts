import { useTranslation } from 'react-i18next';

/** What the server calls itself in histories. */
const SYSTEM = 'system';

/** Who did it, as a history keeps it: a name of that time, or the product itself. */
export function useActorName(): (name: string) => string {
  const { t } = useTranslation('repairs');
  return (name) => (name === SYSTEM ? t('system') : name);
}
