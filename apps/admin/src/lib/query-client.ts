import { QueryClient } from '@tanstack/react-query';
import { toProblem } from './problem';

/** Server state. Refusals are final; only an uncertain outcome of a read is tried again. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (failures, error) => failures < 2 && toProblem(error).isUncertain,
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}
