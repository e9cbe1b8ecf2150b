import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { useRef } from 'react';
import { v4 as uuid } from 'uuid';
import { toProblem, type Problem } from './problem';

interface Command<Input, Output> {
  /** Root key of the feature whose queries the command makes stale. */
  readonly feature: string;
  /** Sends it; the key goes into the `Idempotency-Key` header of a POST. */
  readonly run: (input: Input, idempotencyKey: string) => Promise<Output>;
  readonly onDone?: (output: Output, input: Input) => void;
}

/**
 * A write. The same input sent again after an uncertain outcome (time-out, 5xx) carries the same
 * idempotency key, so a second click never does the thing twice.
 */
export function useCommand<Input, Output>(command: Command<Input, Output>): UseMutationResult<Output, Problem, Input> {
  const queryClient = useQueryClient();
  const pending = useRef<{ input: string; key: string } | null>(null);

  return useMutation<Output, Problem, Input>({
    mutationFn: async (input) => {
      const text = JSON.stringify(input) ?? '';
      if (pending.current?.input !== text) pending.current = { input: text, key: uuid() };
      try {
        return await command.run(input, pending.current.key);
      } catch (error) {
        throw toProblem(error);
      }
    },
    onError: (problem) => {
      if (!problem.isUncertain) pending.current = null;
    },
    onSuccess: async (output, input) => {
      pending.current = null;
      await queryClient.invalidateQueries({ queryKey: [command.feature] });
      command.onDone?.(output, input);
    },
  });
}
