import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format';
import type { PickerSource } from '../../ui/picker-field';
import { codeChoicesQuery, codeOption, type BenchCode, type ChosenCodes } from './api';

/** Whether a set has codes for the product of an order: a shop that does not use one is not asked for it. */
export function useHasCodes(orderId: string, kind: BenchCode): boolean {
  const { data } = useQuery(codeChoicesQuery(orderId, kind));
  return data !== undefined && data.length > 0;
}

/** Codes for a picker, each with how often own repairs had it; what the list does not have with the others says so. */
export function useCodeSource(orderId: string): (kind: BenchCode, chosen?: ChosenCodes) => PickerSource {
  const { t } = useTranslation('repairs');
  const format = useFormat();
  const client = useQueryClient();
  return (kind, chosen = {}) => ({
    queryKey: ['repairs', 'code picker', orderId, kind, chosen],
    find: async (q) => {
      const { data } = await client.fetchQuery(codeChoicesQuery(orderId, kind, chosen, q || undefined));
      return data.map((choice) => ({
        ...codeOption(choice, format),
        ...(choice.repairs > 0
          ? { hint: t('findings.used', { count: choice.repairs, repairs: format.number(choice.repairs) }) }
          : choice.listed === false && { hint: t('findings.unlisted') }),
      }));
    },
  });
}
