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
 * A write. The same input sent again while it is under way joins the first request, and after an uncertain
 * outcome (time-out, 5xx) carries the same idempotency key: a second click never does the thing twice.
 */
export function useCommand<Input, Output>(command: Command<Input, Output>): UseMutationResult<Output, Problem, Input> {
  const queryClient = useQueryClient();
  const pending = useRef<{ input: string; key: string; answer: Promise<Output> | null } | null>(null);

  async function send(input: Input, key: string): Promise<Output> {
    try {
      return await command.run(input, key);
    } catch (error) {
      throw toProblem(error);
    }
  }

  return useMutation<Output, Problem, Input>({
    mutationFn: (input) => {
      const text = JSON.stringify(input) ?? '';
      if (pending.current?.input !== text) pending.current = { input: text, key: uuid(), answer: null };
      const sent = pending.current;
      sent.answer ??= send(input, sent.key).finally(() => (sent.answer = null));
      return sent.answer;
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
