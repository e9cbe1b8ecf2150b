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
 * A write. The same input sent again while the first is on its way is the same write: a double press sends once. Sent
 * again after an uncertain outcome (time-out, 5xx) it carries the same idempotency key, so the thing is never done twice.
 */
export function useCommand<Input, Output>(command: Command<Input, Output>): UseMutationResult<Output, Problem, Input> {
  const queryClient = useQueryClient();
  const uncertain = useRef<{ input: string; key: string } | null>(null);
  const onTheirWay = useRef(new Map<string, Promise<Output>>());

  async function send(input: Input, text: string): Promise<Output> {
    const key = uncertain.current?.input === text ? uncertain.current.key : uuid();
    uncertain.current = null;
    try {
      const output = await command.run(input, key);
      await queryClient.invalidateQueries({ queryKey: [command.feature] });
      command.onDone?.(output, input);
      return output;
    } catch (error) {
      const problem = toProblem(error);
      if (problem.isUncertain) uncertain.current = { input: text, key };
      throw problem;
    }
  }

  return useMutation<Output, Problem, Input>({
    mutationFn: (input) => {
      const text = JSON.stringify(input) ?? '';
      const sent = onTheirWay.current.get(text) ?? send(input, text).finally(() => onTheirWay.current.delete(text));
      onTheirWay.current.set(text, sent);
      return sent;
    },
  });
}
