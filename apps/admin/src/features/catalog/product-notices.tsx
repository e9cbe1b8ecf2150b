import Alert from '@mui/material/Alert';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../lib/session';
import { Icon } from '../../ui/icon';
import { productNoticesQuery } from './api';

interface ProductNoticesProps {
  readonly productId: string;
  readonly serial: string | null | undefined;
  readonly imei?: string | null | undefined;
}

/** What does not fit of a unit, and whether its product is still made and supported. Silent when there is nothing. */
export function ProductNotices({ productId, serial, imei }: ProductNoticesProps): ReactNode {
  const { t } = useTranslation('catalog');
  const enabled = useCan()('catalog.read');
  const unit = { serial: serial ?? '', imei: imei ?? '' };
  const { data: notices = [] } = useQuery({ ...productNoticesQuery(productId, unit), enabled });
  if (notices.length === 0) return null;
  return (
    <Alert severity="warning" icon={<Icon name="warning" />}>
      {notices.map((notice) => (
        <div key={notice}>{t(`notices.${notice}`)}</div>
      ))}
    </Alert>
  );
}
