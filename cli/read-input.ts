// Reads a file or standard input for a command; what cannot be read is a usage error with the reason.
import { UsageError } from './failures.ts';
import type { Terminal } from './main.ts';

export async function readInput(terminal: Terminal, file: string): Promise<string> {
  try {
    return await terminal.read(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    const why = code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : code;
    throw new UsageError(`${file} cannot be read: ${why}.`);
  }
}

/** @throws UsageError when the text is no JSON. */
export function parseInput(text: string, file: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new UsageError(`${file} is not JSON.`);
  }
}
