import { useQuery } from '@tanstack/react-query';
import { useFormat, type LocalName } from '../../lib/format';
import { productGroupsQuery } from '../../lib/product-groups';
import { faultNamesQuery } from './api';
import type { TermsNames } from './terms-form';

/** Names in the reader's language of what terms name by code; undefined until they are known or cannot be. */
export function useTermsNames(): TermsNames | undefined {
  const format = useFormat();
  const faults = useQuery(faultNamesQuery);
  const groups = useQuery(productGroupsQuery());
  if (faults.isPending || groups.isPending) return undefined;
  const groupNames = new Map(groups.data?.map(({ code, name }) => [code, name]));
  const named = (name: LocalName | undefined): string | undefined => name && format.name(name);
  return { fault: (code) => named(faults.data?.get(code)), group: (code) => named(groupNames.get(code)) };
}
