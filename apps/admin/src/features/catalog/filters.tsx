import Box from '@mui/material/Box';
import FormControlLabel from '@mui/material/FormControlLabel';
import Switch from '@mui/material/Switch';
import { skipToken, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import { productGroupsQuery } from '../../lib/product-groups';
import { Picker } from '../../ui/picker-field';
import type { TableState } from '../../ui/table-state';
import { brandQuery, productQuery } from './api';
import { brandOption, codedOption, useBrandSource, useProductGroupSource, useProductSource } from './sources';

interface FilterProps {
  readonly state: TableState;
  /** As the address says. */
  readonly value: string | undefined;
}

/** Narrows a list to a brand (`brandId`), and forgets a product chosen before. */
export function BrandFilter({ state, value }: FilterProps): ReactNode {
  const { t } = useTranslation('catalog');
  const format = useFormat();
  const { data } = useQuery({ ...brandQuery(value ?? ''), ...(!value && { queryFn: skipToken }) });
  return (
    <Box sx={{ width: { xs: 1, sm: 200 } }}>
      <Picker
        label={t('brand')}
        source={useBrandSource()}
        value={value && data ? brandOption(data, format) : null}
        onChange={(option) => state.filter({ brandId: option?.id, productId: undefined })}
      />
    </Box>
  );
}

/** Narrows a list to a product (`productId`). */
export function ProductFilter({
  state,
  value,
  brandId,
}: FilterProps & { readonly brandId?: string | undefined }): ReactNode {
  const { t } = useTranslation('catalog');
  const format = useFormat();
  const { data } = useQuery({ ...productQuery(value ?? ''), ...(!value && { queryFn: skipToken }) });
  return (
    <Box sx={{ width: { xs: 1, sm: 240 } }}>
      <Picker
        label={t('product')}
        source={useProductSource(brandId)}
        value={value && data ? codedOption(data, format) : null}
        onChange={(option) => state.filter({ productId: option?.id })}
      />
    </Box>
  );
}

/** Narrows a list to a product group (`groupId`). */
export function GroupFilter({ state, value }: FilterProps): ReactNode {
  const { t } = useTranslation('catalog');
  const format = useFormat();
  const { data } = useQuery(productGroupsQuery());
  const chosen = data?.find(({ id }) => id === value);
  return (
    <Box sx={{ width: { xs: 1, sm: 220 } }}>
      <Picker
        label={t('group')}
        source={useProductGroupSource()}
        value={chosen ? codedOption(chosen, format) : null}
        onChange={(option) => state.filter({ groupId: option?.id })}
      />
    </Box>
  );
}

/** Shows what is retired too. */
export function RetiredFilter({
  state,
  value = false,
}: {
  readonly state: TableState;
  readonly value?: boolean | undefined;
}): ReactNode {
  const { t } = useTranslation('catalog');
  return (
    <FormControlLabel
      label={t('showRetired')}
      control={
        <Switch
          size="small"
          checked={value}
          onChange={(_, shown) => state.filter({ retired: shown ? 'true' : undefined })}
        />
      }
    />
  );
}
