// The lines of one tenant's anchor file, read from where they were last found good. Each must be whole, in the one encoding, and
// follow the one before; what does not is told by its number and never passed over.
import type { FileHandle } from 'node:fs/promises';
import { anchoredHeadSchema } from '../../contracts/bundle.ts';
import { canonicalJson, hashText } from '../../contracts/canonical-json.ts';
import { failures } from '../../contracts/failures.ts';
import type { TenantId } from '../../contracts/ids.ts';
import { JsonFaultError, parseStrictJson } from '../../contracts/strict-json.ts';
import type { AnchoredHead } from '../../contracts/tree-head.ts';

// A line has some 700 bytes.
const CHUNK = 64 * 1024;
const LONGEST = 16 * 1024;

export interface ReadLines {
  /** Lines that are whole and follow each other. */
  count: number;
  /** Bytes that they take, line ends included. */
  bytes: number;
  newest: { line: AnchoredHead; text: string } | null;
  /** What stands behind the last line end: empty, or a line that somebody did not finish. */
  rest: string;
}

export const nothingRead: ReadLines = { count: 0, bytes: 0, newest: null, rest: '' };

/**
 * @param known what was read before; it is read on from there, after a look whether its last line still stands there.
 * @throws ContractBroken, with a sentence.
 */
export async function readLines(handle: FileHandle, tenant: TenantId, known: ReadLines): Promise<ReadLines> {
  await assertStands(handle, tenant, known);
  let { count, bytes, newest } = known;
  let rest = Buffer.alloc(0);
  for (let position = bytes; ;) {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(CHUNK), 0, CHUNK, position);
    if (bytesRead === 0) break;
    position += bytesRead;
    rest = Buffer.concat([rest, buffer.subarray(0, bytesRead)]);
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      const line = lineOf(rest.subarray(0, end), tenant, newest);
      if (typeof line === 'string') throw broken(tenant, count + 1, line);
      newest = line;
      [count, bytes, rest] = [count + 1, bytes + end + 1, rest.subarray(end + 1)];
    }
    if (rest.length > LONGEST) throw broken(tenant, count + 1, 'it is longer than any line');
  }
  return { count, bytes, newest, rest: rest.toString('utf8') };
}

/** The line, or why it is none. */
export function lineOf(
  bytes: Uint8Array,
  tenant: TenantId,
  before: { line: AnchoredHead; text: string } | null,
): { line: AnchoredHead; text: string } | string {
  const line = parsed(bytes);
  if (line === null) return 'it is no anchored head';
  const text = canonicalJson(line);
  if (text !== Buffer.from(bytes).toString('utf8')) return 'it is not in the encoding of an anchor';
  if (line.head.tenant !== tenant) return 'it belongs to another tenant';
  if (line.prev !== (before === null ? null : hashText(before.text)))
    return 'it does not follow the line before it';
  if (before !== null && line.head.size < before.line.head.size)
    return 'its tree is smaller than the one before';
  return { line, text };
}

function parsed(bytes: Uint8Array): AnchoredHead | null {
  try {
    return anchoredHeadSchema.safeParse(parseStrictJson(bytes)).data ?? null;
  } catch (error) {
    if (error instanceof JsonFaultError) return null;
    throw error;
  }
}

/** Cut off or written over since: what was anchored is never changed. */
async function assertStands(handle: FileHandle, tenant: TenantId, { count, bytes, newest }: ReadLines) {
  if (newest === null) return;
  const expected = Buffer.from(`${newest.text}\n`, 'utf8');
  const found = Buffer.alloc(expected.length);
  const { bytesRead } = await handle.read(found, 0, found.length, bytes - expected.length);
  if (bytesRead < expected.length || !found.equals(expected))
    throw broken(tenant, count, 'it stood there a moment ago and was changed or removed');
}

/** One sentence, with the line's number and no content. */
export function broken(tenant: TenantId, line: number, why: string) {
  return failures.contractBroken(`The anchor of tenant ${tenant} is broken at line ${line}: ${why}.`, {
    ...{ part: 'anchor', code: 'anchor_broken' },
    ids: { tenant, line: String(line) },
  });
}
