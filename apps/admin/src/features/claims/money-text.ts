import { useCallback } from 'react';
import { useMoney } from '../../lib/company';
import { useFormat } from '../../lib/format';

/** An amount of the company's currency inside a sentence; a dash until the currency is known. */
export function useMoneyText(): (amount: number) => string {
  const format = useFormat();
  const money = useMoney();
  return useCallback(
    (amount) => {
      const value = money(amount);
      return value ? format.money(value) : '—';
    },
    [format, money],
  );
}
