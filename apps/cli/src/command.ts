import { parseArgs, type ParseArgsConfig } from 'node:util';

/** One word of the command line. `run` gets the words after it and rejects with what went wrong. */
export interface Command {
  /** As shown in the help, such as `reset [--yes]`. */
  readonly usage: string;
  readonly summary: string;
  run(words: string[]): Promise<void>;
}

/** What the person typed, or the state of things, does not allow the command. The message is one line. */
export class CommandFault extends Error {
  override readonly name = 'CommandFault';
}

/** Reads options and operands; a word that the command does not know is a CommandFault. */
export function readWords<const T extends ParseArgsConfig>(
  words: string[],
  config: T,
): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs<T>({ ...config, args: words });
  } catch (error) {
    throw new CommandFault(error instanceof Error ? error.message : String(error));
  }
}

export function print(line = ''): void {
  process.stdout.write(`${line}\n`);
}
