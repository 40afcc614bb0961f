// Reads a file or standard input for a command; what cannot be read is a usage error with the reason. JSON is read as
// strictly as the gateway reads it: what would be lost on the way (a key that stands twice, the last digits of a long number)
// is refused here, before anybody can take it for sent.
import { JsonFaultError, parseStrictJson } from '../contracts/strict-json.ts';
import type { JsonFault } from '../contracts/strict-json.ts';
import { UsageError } from './failures.ts';
import type { Terminal } from './terminal.ts';

const reasons: Record<string, string> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'you may not read it',
  ERR_ENCODING_INVALID_ENCODED_DATA: 'it is not UTF-8',
  ERR_INVALID_ARG_VALUE: 'that is no name of a file',
};

const faults: Record<JsonFault, string> = {
  empty: 'is empty',
  not_utf8: 'is not UTF-8',
  syntax: 'is not JSON',
  too_deep: 'is nested too deeply',
  duplicate_key: 'has a key twice in one object',
  forbidden_key: 'has a key that no object may have (__proto__, constructor, prototype)',
  nul_character: 'has a NUL character in a text',
  lone_surrogate: 'has half a character in a text',
  number_out_of_range: 'has a number with more digits than a double holds; write it as text',
};

export async function readInput(terminal: Terminal, file: string): Promise<string> {
  try {
    return await terminal.read(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new UsageError(`${file} cannot be read: ${reasons[code] ?? code}.`);
  }
}

/** @throws UsageError when the text is no JSON that the gateway would read as the same. */
export function parseInput(text: string, file: string): unknown {
  const parsed = parseText(text);
  if ('fault' in parsed) throw new UsageError(`${file} ${faults[parsed.fault]}.`);
  return parsed.value;
}

/** @returns the value, or what is wrong with the text. */
export function parseText(text: string): { value: unknown } | { fault: JsonFault } {
  try {
    return { value: parseStrictJson(Buffer.from(text, 'utf8')) };
  } catch (error) {
    if (error instanceof JsonFaultError) return { fault: error.fault };
    throw error;
  }
}
