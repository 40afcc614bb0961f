// The last look at a line before it is written: whatever a bug has logged, nothing personal stands in it, and the line says that
// something was hidden, so that the bug is found. It must never throw and never lose a line.
import { hideValue } from './hide-in-value.ts';
import { hideInText } from './hide-in-text.ts';
import type { Hidden } from './hide-in-text.ts';

/** A line of ours has 200 bytes; one with an error and its causes 3 kB. */
const longestLine = 8_000;

/**
 * @param line one line as pino writes it: JSON, with or without its line end.
 * @returns the same line when there is nothing to hide; else one with `[[TYPE]]` for each value, and `hidden` with how many of each
 * type. Always one JSON object, of 8,000 characters at most.
 */
export function screenLogLine(line: string): string {
  try {
    return screened(line);
  } catch (error) {
    // Nothing of the line is known to be harmless then.
    const withheld = { level: 50, time: new Date().toISOString(), hidden: { LINE: 1 } };
    const type = error instanceof Error ? error.name : typeof error;
    return `${JSON.stringify({ ...withheld, err: { type }, msg: 'a log line could not be screened and is withheld' })}\n`;
  }
}

function screened(line: string): string {
  const end = line.endsWith('\n') ? '\n' : '';
  const parsed = parse(line);
  const record = isRecord(parsed) ? parsed : { line: parsed };
  const hidden: Hidden = new Map();
  const shown = hideValue(record, hidden) as Record<string, unknown>;
  if (hidden.size > 0) Object.assign(shown, { hidden: Object.fromEntries(hidden) });
  // Written anew in any case: of a member that a line has twice, only the last was read.
  const text = JSON.stringify(shown);
  return `${text.length <= longestLine ? text : shortened(shown, line.length)}${end}`;
}

/** A text for a person at a terminal, or a file that is no log of ours: the same look, line breaks kept. */
export function screenLogText(text: string): string {
  try {
    const hidden: Hidden = new Map();
    const shown = text
      .slice(0, longestLine)
      .split('\n')
      .map((line) => hideInText(line, hidden))
      .join('\n');
    return text.length <= longestLine ? shown : `${shown}[[CUT:${text.length}]]`;
  } catch {
    // Whatever it was, it is not known to be harmless.
    return `[[TEXT:${text.length}]]`;
  }
}

/** A line that is no JSON is read as a text. */
function parse(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return line.trimEnd();
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Small members stay, the largest go first. */
function shortened(line: Record<string, unknown>, length: number): string {
  const sizes = Object.entries(line)
    .filter(([key]) => key !== 'hidden')
    .map(([key, value]) => ({ key, size: key.length + JSON.stringify(value).length }));
  const dropped = new Set<string>();
  let total = JSON.stringify(line).length;
  for (const { key, size } of sizes.sort((one, two) => two.size - one.size)) {
    if (total <= longestLine - 100) break;
    dropped.add(key);
    total -= size;
  }
  const rest = Object.fromEntries(Object.entries(line).filter(([key]) => !dropped.has(key)));
  return JSON.stringify({ ...rest, cut: { members: dropped.size, characters: length } });
}
